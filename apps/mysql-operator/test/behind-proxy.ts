import type { TestContext } from 'node:test';
import { type ConnectOptions, connect } from '../src/cluster/connect.ts';
import { findEndpoint } from '../src/cluster/find-endpoint.ts';
import { systemClock } from '../src/runtime/clock.ts';
import { startFakeApi } from './fake-api/fake-api.ts';
import { startFaultProxy } from './fault-proxy/fault-proxy.ts';

/** A client, a fault proxy and a fake API server in a row; all end with the test. */
export const behindProxy = async (t: TestContext, options: Partial<ConnectOptions> = {}) => {
  const api = await startFakeApi();
  const upstream = await findEndpoint({ apiServer: api.url.href }, systemClock);
  const proxy = await startFaultProxy({ upstream });
  const endpoint = await findEndpoint({ apiServer: proxy.url.href }, systemClock);
  const cluster = connect({ endpoint, userAgent: 'test/1', scrub: (text) => text, random: () => 0, ...options });
  t.after(async () => {
    await cluster.close();
    await proxy.close();
    await api.close();
  });
  return { api, proxy, cluster, endpoint };
};

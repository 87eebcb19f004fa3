import assert from 'node:assert/strict';
import type { Manifest } from '@wildermesser/manifest';
import type { Pod, Service } from '@wildermesser/manifest/core/v1';
import type { Json } from '@wildermesser/manifest/template';
import { podSecurityViolations } from '@wildermesser/validate';

/** Fails unless each test of a chart is a restricted pod that connects to ports of a Service among the objects. */
export const checkTests = (tests: readonly Json[], objects: readonly Json[]): void => {
  const services = (objects as unknown as readonly Manifest[]).filter(
    (object): object is Service => object.kind === 'Service',
  );
  const placeOf = ({ metadata: { name, namespace } }: Manifest): string => `${namespace ?? ''}/${name}`;
  const ports = new Map(services.map((one) => [placeOf(one), (one.spec?.ports ?? []).map(({ port }) => String(port))]));
  for (const test of tests as unknown as readonly Pod[]) {
    assert.equal(test.kind, 'Pod');
    assert.deepEqual(test.metadata.annotations, { 'helm.sh/hook': 'test' });
    assert.deepEqual(podSecurityViolations('restricted', test.spec), []);
    for (const { command = [] } of test.spec?.containers ?? []) {
      const [host, port] = command.slice(-2);
      const known = ports.get(placeOf({ ...test, metadata: { ...test.metadata, name: host ?? '' } }));
      assert.ok(known?.includes(port ?? ''), `a test connects to ${host}:${port}, and there is ${[...ports]}`);
    }
  }
};

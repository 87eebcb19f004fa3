import { configMaps } from '../../src/cluster/index.ts';
import { runProcess } from '../../src/run-process.ts';

/** The least operator there is: every ConfigMap with the label `copy` gets a twin `<name>-copy` with the same data. */
await runProcess({
  name: 'copy-config-maps',
  version: '1',
  setUp: ({ cluster, controller, recorder, secrets }) => {
    const source = cluster.resource(configMaps).source({ labelSelector: 'copy' });
    controller.follow({ source, project: ({ data }) => data ?? {}, keyOf: (key) => key });
    return async ({ namespace, name }, { log, signal }) => {
      const original = await cluster.resource(configMaps).get({ namespace, name });
      if (original === undefined) return {};
      const delay = Number(original.data?.delay ?? 0);
      if (delay > 0) await new Promise((resolve) => setTimeout(resolve, delay));
      signal.throwIfAborted();
      secrets.add(original.data?.secret ?? '');
      const twin = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { namespace, name: `${name}-copy` } } as const;
      await cluster.resource(configMaps).apply({ ...twin, data: { ...original.data } }, { force: true });
      log.info('copied', { data: original.data });
      const { uid } = original.metadata;
      recorder.record(
        { apiVersion: 'v1', kind: 'ConfigMap', namespace, name, uid },
        { type: 'Normal', reason: 'Copied', action: 'Copy', note: `copied ${JSON.stringify(original.data)}` },
      );
      return {};
    };
  },
});

// The least program that knows all MySQLs by @kubernetes/client-node: an informer, and nothing else.
import { CustomObjectsApi, KubeConfig, makeInformer } from '@kubernetes/client-node';

const config = new KubeConfig();
config.loadFromDefault();
const api = config.makeApiClient(CustomObjectsApi);
const names = { group: 'otus.homework', version: 'v1', plural: 'mysqls' };
const informer = makeInformer(config, '/apis/otus.homework/v1/mysqls', () => api.listClusterCustomObject(names));
informer.on('error', (error) => {
  process.stderr.write(`${error}\n`);
  process.exitCode = 1;
});
await informer.start();
process.stdout.write(`${JSON.stringify({ message: 'synced', objects: informer.list().length })}\n`);

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readSettings, SettingsError } from './settings.ts';

test('without any variable the defaults hold', () => {
  assert.deepEqual(readSettings({ WATCH_NAMESPACE: '' }), {
    endpoint: {},
    watchNamespace: undefined,
    leaderElect: true,
    podName: 'mysql-operator',
    logLevel: 'info',
    port: 8080,
    workers: 8,
    graceSeconds: 20,
    relistSeconds: 1800,
  });
});

test('variables set everything', () => {
  const env = {
    KUBERNETES_SERVICE_HOST: '10.0.0.1',
    POD_NAMESPACE: 'operators',
    WATCH_NAMESPACE: 'shop',
    LEADER_ELECT: 'false',
    WORKERS: '2',
  };
  const { endpoint, watchNamespace, leaderElect, workers } = readSettings(env);
  assert.deepEqual(
    [endpoint, watchNamespace, leaderElect, workers],
    [{ ownNamespace: 'operators', serviceHost: '10.0.0.1' }, 'shop', false, 2],
  );
});

test('everything that is wrong is told at once, with what it has to be', () => {
  const env = { PORT: 'http', WORKERS: '0', LOG_LEVEL: 'loud', WATCH_NAMESPACE: 'a,b', LEADER_ELECT: 'yes' };
  assert.throws(
    () => readSettings(env),
    (error) => {
      assert.ok(error instanceof SettingsError);
      assert.deepEqual(error.message.split('\n').sort(), [
        'LEADER_ELECT is "yes": true, false are possible',
        'LOG_LEVEL is "loud": debug, info, warn, error are possible',
        'PORT is "http": a whole number from 0 to 65535 is wanted',
        'WATCH_NAMESPACE is "a,b": the name of one namespace is wanted',
        'WORKERS is "0": a whole number from 1 to 100 is wanted',
      ]);
      return true;
    },
  );
});

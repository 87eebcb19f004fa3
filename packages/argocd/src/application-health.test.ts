import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { runHealthCheck } from '../test/run-health-check.ts';
import { applicationHealth } from './application-health.ts';
import { rootApplication } from './root-application.ts';

const source = { repoURL: 'https://git.example/repo.git', targetRevision: 'refs/heads/main', path: 'generated/a/b' };

/** An Application that synced, is compared with its source, and healthy. */
const settled = {
  metadata: { name: 'a-b', namespace: 'argocd' },
  spec: { source: { ...source, directory: { include: '*.yaml' } } },
  status: {
    health: { status: 'Healthy' },
    operationState: { phase: 'Succeeded', message: 'successfully synced', syncResult: { revision: 'c0ffee' } },
    sync: { status: 'Synced', revision: 'c0ffee', comparedTo: { source } },
  },
};
const withStatus = (status: object): object => ({ ...settled, status: { ...settled.status, ...status } });
const statusOf = (application: object): string => runHealthCheck(applicationHealth, application).status;

describe('the health of an Application', () => {
  it('is Healthy once it is in sync and its objects are healthy', () => {
    assert.deepEqual(runHealthCheck(applicationHealth, settled), { status: 'Healthy', message: '' });
  });

  it('is Progressing while the controller has not looked at it', () => {
    const { status: _, ...fresh } = settled;
    assert.equal(statusOf(fresh), 'Progressing');
  });

  it('is Progressing without annotations, status fields or a source, instead of failing', () => {
    assert.equal(statusOf({ metadata: {}, spec: {} }), 'Progressing');
    assert.equal(
      statusOf({ metadata: {}, spec: {}, status: { sync: {}, operationState: {}, health: {} } }),
      'Progressing',
    );
  });

  for (const phase of ['Running', 'Terminating'])
    it(`is Progressing, with the operation's words, while a sync is ${phase}`, () => {
      const health = runHealthCheck(
        applicationHealth,
        withStatus({ operationState: { phase, message: 'waiting for b' } }),
      );
      assert.deepEqual(health, { status: 'Progressing', message: 'waiting for b' });
    });

  it('is Progressing when a sync is requested and not begun', () => {
    assert.equal(statusOf({ ...settled, operation: { sync: {} } }), 'Progressing');
  });

  it('is Progressing when the healthy status is that of the source before', () => {
    for (const [field, other] of [
      ['path', 'generated/a/c'],
      ['targetRevision', 'refs/heads/next'],
      ['repoURL', 'https://git.example/other.git'],
    ] as const)
      assert.equal(statusOf({ ...settled, spec: { source: { ...source, [field]: other } } }), 'Progressing', field);
  });

  it('is Progressing when an object is missing although the rest is healthy', () => {
    const sync = { ...settled.status.sync, status: 'OutOfSync' };
    assert.equal(statusOf(withStatus({ sync })), 'Progressing');
  });

  for (const phase of ['Failed', 'Error'])
    it(`is Degraded, with the reason, when the sync of this revision ended as ${phase}`, () => {
      const health = runHealthCheck(
        applicationHealth,
        withStatus({
          sync: { ...settled.status.sync, status: 'OutOfSync' },
          operationState: { phase, message: 'admission webhook denied', syncResult: { revision: 'c0ffee' } },
        }),
      );
      assert.deepEqual(health, { status: 'Degraded', message: 'admission webhook denied' });
    });

  it('is Progressing when only the sync of an older revision failed', () => {
    const health = statusOf(
      withStatus({
        sync: { ...settled.status.sync, status: 'OutOfSync' },
        operationState: { phase: 'Failed', syncResult: { revision: 'decade' } },
      }),
    );
    assert.equal(health, 'Progressing');
  });

  it('is that of its objects once it is in sync', () => {
    for (const status of ['Progressing', 'Degraded', 'Suspended', 'Missing', 'Unknown'])
      assert.equal(statusOf(withStatus({ health: { status } })), status);
  });

  it('is Progressing while it is being deleted', () => {
    assert.equal(statusOf({ ...settled, metadata: { deletionTimestamp: 'now' } }), 'Progressing');
  });

  it('is Healthy for the root Application in its own running sync, which would wait for itself otherwise', () => {
    const root = rootApplication({
      repository: source.repoURL,
      revision: source.targetRevision,
      cluster: 'https://kubernetes.default.svc',
      argocdNamespace: 'argocd',
      kubernetes: '1.36',
    });
    assert.equal(statusOf({ ...root, status: { operationState: { phase: 'Running' } } }), 'Healthy');
  });
});

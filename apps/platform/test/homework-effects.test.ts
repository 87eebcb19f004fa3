import assert from 'node:assert/strict';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { describeIdentity } from '@wildermesser/manifest';
import { makeDiff } from '../src/diff/make-diff.ts';

const repository = resolve(import.meta.dirname, '../../..');
const generated = join(repository, 'generated');

/** One change of what is generated, and how it has to be reported. */
interface Case {
  readonly what: string;
  readonly file: string;
  /** Left out: the file is removed. */
  readonly edit?: readonly [from: string, to: string];
  readonly severity: string;
  readonly rule: string;
  readonly object: string;
  readonly message: RegExp;
  /** The file that makes the object; the line is asserted to be one. */
  readonly source: string;
}

const cases: readonly Case[] = [
  {
    what: 'a selector',
    file: 'kubernetes-networks/canary/deployment-web.yaml',
    edit: ['    matchLabels:\n', '    matchLabels:\n      app.kubernetes.io/name: web\n'],
    severity: 'danger',
    rule: 'immutable-field',
    object: 'Deployment.apps canary/web',
    message: /^spec\.selector of a Deployment cannot change in place/,
    source: 'packages/kubernetes-networks/src/',
  },
  {
    what: 'a roleRef',
    file: 'kubernetes-security/task03/rolebinding-jane-admin.yaml',
    edit: ['name: admin\n', 'name: cluster-admin\n'],
    severity: 'danger',
    rule: 'immutable-field',
    object: 'RoleBinding.rbac.authorization.k8s.io dev/jane-admin',
    message: /^roleRef of a RoleBinding cannot change in place/,
    source: 'packages/kubernetes-security/src/task03.ts',
  },
  {
    what: 'a volume claim',
    file: 'kubernetes-volumes/minio/statefulset-minio.yaml',
    edit: ['storage: 10Gi', 'storage: 20Gi'],
    severity: 'danger',
    rule: 'immutable-field',
    object: 'StatefulSet.apps minio/minio',
    message: /^spec\.volumeClaimTemplates of a StatefulSet cannot change in place/,
    source: 'packages/kubernetes-volumes/src/minio.ts',
  },
  {
    what: 'the type of a Service',
    file: 'kubernetes-networks/web/service-web-svc-cip.yaml',
    edit: ['type: ClusterIP', 'type: NodePort'],
    severity: 'warning',
    rule: 'service-exposure',
    object: 'Service networks-web/web-svc-cip',
    message: /^it was reached within the cluster only, and is now reached on a port of every node$/,
    source: 'packages/kubernetes-networks/src/',
  },
  {
    what: 'the tag of an image: it is older',
    file: 'kubernetes-networks/web/deployment-web.yaml',
    edit: ['image: busybox:1.37.0', 'image: busybox:1.36.1'],
    severity: 'warning',
    rule: 'image-version',
    object: 'Deployment.apps networks-web/web',
    message: /^web runs 1\.36\.1 instead of 1\.37\.0, which is older/,
    source: 'packages/kubernetes-networks/src/',
  },
  {
    what: 'the tag of an image: Pods restart',
    file: 'kubernetes-networks/web/deployment-web.yaml',
    edit: ['image: busybox:1.37.0', 'image: busybox:1.36.1'],
    severity: 'notice',
    rule: 'pod-restart',
    object: 'Deployment.apps networks-web/web',
    message: /^3 Pods restart, up to 3 more and up to 0 fewer at a time$/,
    source: 'packages/kubernetes-networks/src/',
  },
  {
    what: 'a role',
    file: 'kubernetes-volumes/minio/role-minio-keys-generator.yaml',
    edit: ['  - create\n', '  - create\n  - get\n  - list\n'],
    severity: 'warning',
    rule: 'access-widened',
    object: 'Role.rbac.authorization.k8s.io minio/minio-keys-generator',
    message: /^ServiceAccount minio\/minio-keys-generator may now get and list secrets in minio; .*read Secrets$/,
    source: 'packages/kubernetes-volumes/src/minio.ts',
  },
  {
    what: 'a claim that is deleted',
    file: 'kubernetes-templates/hipster-shop/charts/redis/templates/persistentvolumeclaim-redis-pvc.yaml',
    severity: 'danger',
    rule: 'data-loss',
    object: 'PersistentVolumeClaim hipster-shop-prod/redis-pvc',
    message: /^the claim is deleted as soon as no Pod uses it, and its volume and data with it/,
    source: 'packages/kubernetes-templates/src/hipster-shop/redis.ts',
  },
];

describe('a change of the homeworks is reported with severity, reason and source line', () => {
  let folder = '';
  let plan: Awaited<ReturnType<typeof makeDiff>>;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'homework-effects-'));
    const [base, head] = [join(folder, 'base'), join(folder, 'head')];
    for (const side of [base, head]) await cp(generated, join(side, 'generated'), { recursive: true });
    for (const { file, edit } of cases) {
      const path = join(head, 'generated', file);
      if (edit === undefined) {
        await rm(path);
        continue;
      }
      const [from, to] = edit;
      const text = await readFile(path, 'utf8');
      assert.ok(text.includes(from) || text.includes(to), `${file} has ${from}`);
      await writeFile(path, text.replace(from, to));
    }
    plan = await makeDiff({ names: [base, head], cwd: folder, applications: [], date: '2026-11-28' });
  });
  after(() => rm(folder, { recursive: true, force: true }));

  test('the sync calls each step what becomes of the object in the end', () => {
    const steps = plan.timeline.flatMap((each) => each.steps);
    const step = steps.find((each) => describeIdentity(each.object) === 'StatefulSet.apps minio/minio');
    assert.equal(step?.verb, 'recreate');
  });

  for (const { what, severity, rule, object, message, source } of cases) {
    test(what, () => {
      const effects = plan.changes.flatMap((change) => change.effects);
      const found = effects.filter((effect) => effect.rule === rule && describeIdentity(effect.object) === object);
      const effect = found.find((one) => message.test(one.message));
      assert.ok(effect !== undefined, found.map((one) => one.message).join('\n') || `${rule} says nothing`);
      assert.equal(effect.severity, severity);
      assert.ok(effect.source?.file.startsWith(source), effect.source?.file);
      assert.ok((effect.source?.line ?? 0) > 0);
    });
  }
});

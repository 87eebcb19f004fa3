import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import { fieldText } from '@wildermesser/diff';
import { makeDiff } from '../../src/diff/make-diff.ts';
import { temporaryFolder, writeTree } from './temporary-repository.ts';

const repository = resolve(import.meta.dirname, '../../../..');

/** What this repository has generated, committed to a repository of its own. */
const root = temporaryFolder();
cpSync(join(repository, 'generated'), join(root, 'generated'), { recursive: true });
cpSync(join(repository, 'platform.json'), join(root, 'platform.json'));
const git = (...args: string[]): void => {
  execFileSync('git', ['-C', root, '-c', 'user.name=a', '-c', 'user.email=a@example.com', ...args], { stdio: 'pipe' });
};
git('init', '--quiet', '--initial-branch=main');
git('add', '--all');
git('commit', '--quiet', '-m', 'generated');

/** Severity, object, field and places of what the plan says when generated files are edited. */
const effectsOf = async (file: string, edit: (text: string) => string): Promise<readonly string[]> => {
  const path = join('generated', file);
  const text = readFileSync(join(root, path), 'utf8');
  writeTree(root, { [path]: edit(text) });
  try {
    const { changes } = await makeDiff({ names: [], cwd: root, applications: [], date: '2026-11-28' });
    const effects = changes.flatMap((change) => change.effects);
    return effects.map(({ rule, severity, object, field = [], source, generated }) =>
      [severity, rule, object.kind, object.name, fieldText(field), source?.file, generated?.file]
        .filter((part) => part !== '')
        .join(' '),
    );
  } finally {
    writeTree(root, { [path]: text });
  }
};

test('an effect names the TypeScript file that made the object, and the generated one', async () => {
  const effects = await effectsOf('kubernetes-volumes/minio/statefulset-minio.yaml', (text) =>
    text.replace('storage: 10Gi', 'storage: 20Gi'),
  );
  const field = 'spec.volumeClaimTemplates[name=data].spec.resources.requests.storage';
  const place = 'packages/kubernetes-volumes/src/minio.ts generated/kubernetes-volumes/minio/statefulset-minio.yaml';
  assert.ok(
    effects.some(
      (effect) => /^(warning|danger) immutable-field StatefulSet minio /.test(effect) && effect.endsWith(place),
    ),
    `${field}: ${effects.join('\n')}`,
  );
});

test('so it does for what a chart renders to', async () => {
  const effects = await effectsOf('kubernetes-templates/hipster-shop/values-prod.yaml', (text) =>
    text.replace('type: persistentVolumeClaim', 'type: emptyDir').replace('    size: 1Gi\n', ''),
  );
  const loss = effects.find((effect) => effect.includes('data-loss PersistentVolumeClaim'));
  assert.match(loss ?? effects.join('\n'), /danger .* packages\/kubernetes-templates\/src\/hipster-shop\/redis\.ts/);
});

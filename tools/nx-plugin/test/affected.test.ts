import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeWorkspace } from './workspace.ts';

const changes: Record<string, { file: string; text: string; affected: readonly string[] }> = {
  'a package': {
    file: 'packages/words/word.ts',
    text: "export const word = 'two';\n",
    affected: ['web', 'words'],
  },
  'a bundle': { file: 'packages/redis/bundle.ts', text: "export const text = 'six';\n", affected: ['redis'] },
  'the program': { file: 'apps/platform/src/more.ts', text: 'export {};\n', affected: ['platform', 'redis', 'web'] },
  'a package that only the program imports': {
    file: 'packages/engine/run.ts',
    text: 'export const engine = 2;\n',
    affected: ['engine', 'platform', 'redis', 'web'],
  },
  'the settings of the platform': {
    file: 'platform.json',
    text: '{ "cluster": "other" }\n',
    affected: ['redis', 'web'],
  },
  'a generated file': { file: 'generated/redis/object.yaml', text: 'edited\n', affected: ['redis'] },
};

for (const [what, { file, text, affected }] of Object.entries(changes)) {
  test(`a commit that changes ${what} affects what depends on it`, () => {
    const workspace = makeWorkspace();
    workspace.write(file, text);
    workspace.commit();
    const { stdout } = workspace.nx('show', 'projects', '--affected', '--base=HEAD~1', '--json');
    const names = (JSON.parse(stdout) as string[]).map((name) => name.replace('@wildermesser/', ''));
    assert.deepEqual(names.sort(), affected);
  });
}

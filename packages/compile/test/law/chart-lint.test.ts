import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ExecError, findTool, run } from '@wildermesser/exec';
import { withDefaults } from '../../src/index.ts';
import { type CompiledComponent, compileComponents, type Values } from './compiled-components.ts';
import { inFolder } from './folder.ts';
import { chartFiles } from './helm.ts';

const release = { name: 'shop', namespace: 'shop-test' };

/** The component with values of its own, as a bundle declares it: not every interface has a default for everything. */
const declared = (component: CompiledComponent): CompiledComponent => {
  const { template, examples } = component;
  const values = withDefaults(template.values, (examples[0] ?? {}) as Values);
  return { ...component, template: { ...template, values } };
};

test('helm lint --strict has nothing against the chart of any component with its own values', async (t) => {
  const components = compileComponents().map(declared);
  const files = components.flatMap((component) => chartFiles(component.id, component, release));
  await inFolder(files, async (folder) => {
    const { path } = await findTool('helm');
    const env = { PATH: '', HOME: folder, HELM_CACHE_HOME: `${folder}/.cache` };
    const args = ['lint', '--strict', '--namespace', release.namespace, ...components.map(({ id }) => id)];
    const { stdout } = await run(path, args, { cwd: folder, env }).catch((error: unknown) => {
      assert.fail(error instanceof ExecError ? `${error.stdout}${error.stderr}` : String(error));
    });
    assert.match(stdout, new RegExp(`${components.length} chart\\(s\\) linted, 0 chart\\(s\\) failed`));
    t.diagnostic(`${components.length} charts`);
  });
});

import { join } from 'node:path';
import { createCompiler } from '../../../../packages/compile/src/index.ts';
import { emitChart } from '../../../../packages/emit/src/helm/index.ts';
import { emitJsonnet } from '../../../../packages/emit/src/jsonnet/index.ts';

// Compiles the functions that the arguments name as file and function; with `emit`, makes a chart and a program of each.
const [root = '', work, ...subjects] = process.argv.slice(2);
const compiler = createCompiler({ root, tsconfig: join(root, 'tsconfig.json') });
for (const subject of subjects) {
  const [file = '', name = ''] = subject.split('#');
  const { template, findings } = compiler.compile({ file, name, componentName: 'component' });
  if (template === undefined) throw new Error(findings.map(({ message }) => message).join('\n'));
  if (work !== 'emit') continue;
  emitChart(template, { version: '1.0.0', release: { name: 'component', namespace: 'component' } });
  emitJsonnet(template);
}

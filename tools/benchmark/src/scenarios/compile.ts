import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { repository } from '../make-workspace.ts';
import { type Contender, measure } from '../measure.ts';
import { costTable, goalTable } from '../report.ts';

const wanted = 100;
const components = join(repository, 'packages/compile/test/components');

/** A folder with copies of the test components, as many as wanted, and the `file#function` of each. */
const makeComponents = (): { readonly root: string; readonly subjects: readonly string[] } => {
  const root = mkdtempSync(join(tmpdir(), 'benchmark-compile-'));
  symlinkSync(join(repository, 'node_modules'), join(root, 'node_modules'));
  cpSync(join(repository, 'tsconfig.base.json'), join(root, 'tsconfig.base.json'));
  writeFileSync(join(root, 'package.json'), '{ "type": "module" }\n');
  writeFileSync(join(root, 'tsconfig.json'), '{ "extends": "./tsconfig.base.json", "include": ["packages"] }\n');
  const files = readdirSync(components)
    .filter((file) => !file.startsWith('all-components'))
    .sort();
  const subjects = Array.from({ length: wanted }, (_, i) => {
    const file = files[i % files.length] ?? '';
    const folder = `packages/copy-${Math.floor(i / files.length)}`;
    const text = readFileSync(join(components, file), 'utf8');
    mkdirSync(join(root, folder), { recursive: true });
    writeFileSync(join(root, folder, file), text);
    // The function is the export that takes the values.
    return `${folder}/${file}#${/^export const (\w+) = \(/m.exec(text)?.[1] ?? ''}`;
  });
  return { root, subjects };
};

/** Whole processes that read the types of one hundred components. */
export const compile = (rounds: number): string => {
  const { root, subjects } = makeComponents();
  try {
    const node = [process.execPath, '--disable-warning=ExperimentalWarning'];
    const env = { NODE_COMPILE_CACHE: join(root, 'compile-cache') };
    const peer = (name: string, file: string, ...args: readonly string[]): Contender => ({
      name,
      command: [...node, join(import.meta.dirname, '../peers', file), root, ...args],
      cwd: root,
      env,
    });
    const one = subjects.slice(0, 1);
    const contenders = [
      peer('type check, the same compiler', 'type-check.mjs'),
      peer(`compile ${wanted} components`, 'compile-components.ts', 'compile', ...subjects),
      peer('the same, and emit chart and program', 'compile-components.ts', 'emit', ...subjects),
      peer('the same for one component', 'compile-components.ts', 'emit', ...one),
      {
        name: 'type check, native tsc 7',
        command: [...node, join(repository, 'node_modules/typescript/bin/tsc'), '-p', root],
        cwd: root,
      },
    ];
    const costs = measure(contenders, rounds);
    const [check = 0, all = 0, , single = 0, native = 0] = costs.map(({ wallSeconds }) => wallSeconds);
    const goals = goalTable([
      { what: `${wanted} components: time to a type check by the same compiler`, ratio: all / check, atMost: 2 },
      { what: `${wanted} components: time to a type check by the native one`, ratio: all / native, atMost: 2 },
      { what: 'one component, process and all: seconds', ratio: single, atMost: 1 },
    ]);
    return `${wanted} components (medians of ${rounds}):\n\n${costTable(contenders, costs)}\n${goals}`;
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
};

import { spawnSync } from 'node:child_process';
import { build } from './scenarios/build.ts';
import { compile } from './scenarios/compile.ts';
import { emit } from './scenarios/emit.ts';
import { image } from './scenarios/image.ts';
import { nxBuilds } from './scenarios/nx.ts';
import { operator } from './scenarios/operator.ts';
import { unchanged } from './scenarios/unchanged.ts';
import { validate } from './scenarios/validate.ts';

const scenarios: Readonly<Record<string, (rounds: number) => string | Promise<string>>> = {
  emit,
  build,
  unchanged,
  nx: nxBuilds,
  validate,
  compile,
  image,
  operator,
};
const rounds = 5;

const [name = 'all'] = process.argv.slice(2);
const scenario = scenarios[name];
if (scenario !== undefined) process.stdout.write(`### ${name}\n\n${await scenario(rounds)}\n`);
else if (name === 'all') {
  // Each in a process of its own: none inherits the heap of another.
  for (const one of Object.keys(scenarios)) {
    const { status } = spawnSync(process.execPath, [import.meta.filename, one], { stdio: 'inherit' });
    process.exitCode ||= status ?? 1;
  }
} else {
  process.stderr.write(`Usage: main.ts [${Object.keys(scenarios).join('|')}|all]\n`);
  process.exitCode = 2;
}

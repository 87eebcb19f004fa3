/**
 * Stands in for apps/platform in the small workspace of the tests. A bundle's output is its export `text`; every run is
 * recorded in log.txt, so that a test sees what was run in one process and what came from the cache.
 */
import { appendFileSync, mkdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const args = process.argv.slice(2);
appendFileSync('log.txt', `${args.join(' ')}\n`);
writeFileSync('options.txt', process.execArgv.join(' '));
const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

const build = async (project: string): Promise<string> => {
  const { text }: { text: string } = await import(join(process.cwd(), 'packages', project, 'bundle.ts'));
  if (text === 'bad') return 'bad text';
  if (text === 'crash') process.exit(2);
  mkdirSync(join('generated', project), { recursive: true });
  const file = join('generated', project, 'object.yaml');
  writeFileSync(file, `${text}\n`);
  // Nx takes a file for unchanged while its time in whole seconds is: every run has a second of its own.
  const time = 1_600_000_000 + readFileSync('log.txt', 'utf8').split('\n').length;
  utimesSync(file, time, time);
  return '';
};

const check = (project: string): string => {
  const text = readFileSync(join('generated', project, 'object.yaml'), 'utf8');
  return text.includes('invalid') ? 'invalid manifest' : '';
};

say('words for the reader');
let failed = false;
for (const project of args.slice(1).filter((word) => !word.startsWith('--'))) {
  const problem = args[0] === 'build' ? await build(project) : check(project);
  failed ||= problem !== '';
  say(
    JSON.stringify({ project, success: problem === '', text: problem === '' ? `${args[0]} of ${project}` : problem }),
  );
}
if (args[1] === '--check') {
  failed = readFileSync('generated/web/object.yaml', 'utf8') !== 'one\n';
  if (failed) say('generated/web/object.yaml differs');
}
// A problem of the whole tree is no project's fault, and fails the run all the same.
failed ||= readFileSync('platform.json', 'utf8').includes('problem of the tree');
process.exitCode = failed ? 1 : 0;

import { join } from 'node:path';
// biome-ignore lint/correctness/noUndeclaredDependencies: the one that packages/compile has, whichever that is
import { Project } from 'ts-morph';

// What `tsc --noEmit` does, by the compiler that the components are compiled with.
const [root = ''] = process.argv.slice(2);
const project = new Project({ tsConfigFilePath: join(root, 'tsconfig.json') });
// It takes symbolic links to workspaces for CommonJS and complains of import.meta; what counts here is the work.
process.stdout.write(`${project.getPreEmitDiagnostics().length} diagnostics\n`);

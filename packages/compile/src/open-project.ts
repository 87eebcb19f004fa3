import { Project } from 'ts-morph';

/** The checker's answers are relied on; without these options they leave out what may be absent. */
const neededOptions = ['strict', 'noUncheckedIndexedAccess', 'exactOptionalPropertyTypes'] as const;

/** The options of the `tsconfig.json` let the checker overlook what may be absent: `option` has to be set. */
export class CompilerOptionsError extends Error {
  readonly code = 'compiler-options';
  readonly option: string;
  constructor(option: string) {
    super(`the compiler needs the option '${option}' of TypeScript`);
    this.name = 'CompilerOptionsError';
    this.option = option;
  }
}

/**
 * A project of the sources under a `tsconfig.json`, without any of them yet.
 *
 * @param nodeTypes reading the types of Node takes longer than compiling; where what is of Node is refused or known by name, they
 *   are left out
 */
export const openProject = (tsconfig: string, { nodeTypes = false } = {}): Project => {
  const project = new Project({
    tsConfigFilePath: tsconfig,
    ...(nodeTypes ? {} : { compilerOptions: { types: [] } }),
    skipAddingFilesFromTsConfig: true,
    skipFileDependencyResolution: true,
  });
  for (const option of neededOptions)
    if (project.compilerOptions.get()[option] !== true) throw new CompilerOptionsError(option);
  return project;
};

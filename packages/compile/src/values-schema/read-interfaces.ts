/** Values types from text, for tests. */
import { fileURLToPath } from 'node:url';
import { Project } from 'ts-morph';
import { type ValuesType, valuesSchema } from './values-schema.ts';

const root = fileURLToPath(new URL('../../../../', import.meta.url));

const project = new Project({ tsConfigFilePath: `${root}tsconfig.json`, skipAddingFilesFromTsConfig: true });
let files = 0;

/**
 * What each text's `Values` says, in order; a text without `Values` is the body of it. Types of the Kubernetes API can be
 * imported. The texts are in `packages/compile/src/case-<n>.ts`, counted from 0 in each process.
 */
export const readInterfaces = (texts: readonly string[]): readonly ValuesType[] => {
  const sources = texts.map((text) => {
    const whole = /\b(interface|type) Values\b/.test(text) ? text : `interface Values {${text}}`;
    const path = `${root}packages/compile/src/case-${files++}.ts`;
    return project.createSourceFile(path, `${whole}\nexport type { Values };\n`);
  });
  return sources.map((source) => {
    const declaration = source.getInterface('Values') ?? source.getTypeAliasOrThrow('Values');
    return valuesSchema(declaration.getType(), declaration, { root });
  });
};

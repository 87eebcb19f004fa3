import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A set of values that a Go type marked `+enum` allows. */
export interface GoEnum {
  /** Name of the definition in the OpenAPI documents. */
  readonly definition: string;
  readonly field: string;
  readonly values: readonly string[];
}

const definitionName = (goName: string): string =>
  goName
    .replace(/^k8sio_api_/, 'io.k8s.api.')
    .replace(/^pkg_apis_apiextensions_/, 'io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.')
    .replace(/_(v[^_]+)_/, '.$1.')
    .replace(/\.(v[^_.]+)_/, '.$1.');

/**
 * The enums in `pkg/generated/openapi/zz_generated.openapi.go`. The published OpenAPI documents leave them out, since
 * they are written with the feature `OpenAPIEnums` off.
 */
export const readGoEnums = async (moduleDirectory: string): Promise<GoEnum[]> => {
  const text = await readFile(join(moduleDirectory, 'pkg/generated/openapi/zz_generated.openapi.go'), 'utf8');
  const enums: GoEnum[] = [];
  let definition = '';
  let field = '';
  for (const line of text.split('\n')) {
    const start = /^func schema_(\w+)\(/.exec(line)?.[1];
    if (start !== undefined) definition = definitionName(start);
    field = /^\t+"(.+)": \{$/.exec(line)?.[1] ?? field;
    const values = /^\t+Enum: +\[\]interface\{\}(\{.*\}),$/.exec(line)?.[1];
    if (values !== undefined) {
      enums.push({ definition, field, values: JSON.parse(values.replace(/^\{/, '[').replace(/\}$/, ']')) });
    }
  }
  return enums;
};

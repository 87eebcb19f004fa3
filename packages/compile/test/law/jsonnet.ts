import { join } from 'node:path';
import { Jsonnet } from '@hanazuki/node-jsonnet';
import { emitJsonnet } from '@wildermesser/emit/jsonnet';
import type { Json } from '@wildermesser/manifest/template';
import { divided } from './divided.ts';
import { inFolder } from './folder.ts';
import type { LawCase, Made } from './law-case.ts';

/** JSON, with escapes for the code points whose UTF-8 the interpreter in C++ misreads. */
const literalText = (value: Json): string =>
  JSON.stringify(value).replace(/[\u{40000}-\u{10ffff}]/gu, (character) =>
    [0, 1].map((i) => `\\u${character.charCodeAt(i).toString(16)}`).join(''),
  );

const evaluateTogether = (cases: readonly LawCase[]): Promise<readonly Made[]> => {
  const components = new Set(cases.map(({ component }) => component));
  const files = [...components].flatMap(({ id, template }) =>
    [...emitJsonnet(template)].map(([path, text]) => [`${id}/${path}`, text] as const),
  );
  const calls = cases.map(({ component: { id }, values, release: { name, namespace } }) => {
    return `(import '${id}/main.jsonnet')(${literalText(values)}, '${name}', '${namespace}')`;
  });
  return inFolder([...files, ['all.jsonnet', `[\n${calls.join(',\n')}\n]\n`]], async (folder) => {
    const results = JSON.parse(await new Jsonnet().evaluateFile(join(folder, 'all.jsonnet'))) as Json[][];
    return results.map((objects) => ({ objects }));
  });
};

/** What the program of each case evaluates to, given its values, in one evaluation. */
export const evaluateJsonnet = (cases: readonly LawCase[]): Promise<readonly Made[]> =>
  divided(cases, evaluateTogether);

import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Jsonnet } from '@hanazuki/node-jsonnet';
import type { Json, Release, Template } from '@wildermesser/manifest/template';
import type { FileTree } from '../../src/file-tree.ts';
import { emitJsonnet } from '../../src/jsonnet/emit-jsonnet.ts';

/** A program and what to call it with. */
export interface Use {
  readonly template: Template;
  readonly release: Release;
  readonly overrides: readonly Json[];
}

/** JSON, with escapes for the code points whose UTF-8 the interpreter in C++ misreads. */
const literalText = (value: Json): string =>
  JSON.stringify(value).replace(/[\u{40000}-\u{10ffff}]/gu, (character) =>
    [0, 1].map((i) => `\\u${character.charCodeAt(i).toString(16)}`).join(''),
  );

/** What a file of the tree evaluates to. */
export const evaluateTree = async (tree: FileTree, file: string): Promise<Json> => {
  const folder = await mkdtemp(join(tmpdir(), 'emit-jsonnet-'));
  try {
    for (const [path, text] of tree) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), text);
    }
    return JSON.parse(await new Jsonnet().evaluateFile(join(folder, file)));
  } finally {
    await rm(folder, { recursive: true });
  }
};

/** What the emitted programs give, in one evaluation: for each use the manifests for each of its overrides. */
export const evaluateJsonnet = async (uses: readonly Use[]): Promise<Json> => {
  const files = uses.flatMap(({ template }, i) =>
    [...emitJsonnet(template)].map(([path, text]) => [`${i}/${path}`, text] as const),
  );
  const calls = uses.map(({ release: { name, namespace }, overrides }, i) => {
    const each = overrides.map((values) => `program(${literalText(values)}, '${name}', '${namespace}')`);
    return `local program = import '${i}/main.jsonnet'; [${each.join(', ')}]`;
  });
  return evaluateTree(new Map([...files, ['all.jsonnet', `[\n${calls.join(',\n')}\n]\n`]]), 'all.jsonnet');
};

import type { Comparison, FieldPath, Place, SideObject } from '@wildermesser/diff';
import { fieldLine, type YamlLines, yamlLines } from './field-line.ts';
import type { SideTree } from './side-tree.ts';

/** Finds the place of a field; which side the object is of decides which file is meant. */
export type Locate = (object: SideObject, path: FieldPath, side: 'base' | 'head') => Place | undefined;

const isPlain = (text: string): boolean => !text.includes('{{');

const readLines = async (side: SideTree, objects: readonly SideObject[]) => {
  const files = [...new Set(objects.map(({ generated }) => generated.file))].filter(
    (file) => /\.ya?ml$/.test(file) && side.tree.files.has(file),
  );
  const contents = await side.tree.read(files);
  const texts = new Map(files.map((file, index) => [file, contents[index]?.toString() ?? '']));
  const split = new Map<string, YamlLines>();
  return (file: string): YamlLines | undefined => {
    const text = texts.get(file);
    if (text === undefined || !isPlain(text)) return undefined;
    const lines = split.get(file) ?? yamlLines(text);
    split.set(file, lines);
    return lines;
  };
};

/** Reads the generated files of all changed objects, so that fields can be looked up in them. */
export const fieldPlaces = async (
  { changes }: Pick<Comparison, 'changes'>,
  base: SideTree,
  head: SideTree,
): Promise<Locate> => {
  const [old, now] = await Promise.all([
    readLines(
      base,
      changes.flatMap((change) => change.base ?? []),
    ),
    readLines(
      head,
      changes.flatMap((change) => change.head ?? []),
    ),
  ]);
  // Fields within one text all stand where the text begins.
  const found = new Map<string, Place | undefined>();
  return ({ generated }, path, side) => {
    const end = path.findIndex((segment) => typeof segment !== 'string' && segment.by === 'text');
    const outer = end === -1 ? path : path.slice(0, end);
    const key = end === -1 ? '' : JSON.stringify([side, generated, outer]);
    if (key !== '' && found.has(key)) return found.get(key);
    const lines = (side === 'base' ? old : now)(generated.file);
    const line = lines && fieldLine(lines, generated.line, outer);
    const place = line === undefined ? undefined : { file: generated.file, line };
    if (key !== '') found.set(key, place);
    return place;
  };
};

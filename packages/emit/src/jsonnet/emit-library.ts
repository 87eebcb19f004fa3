import { type Json, ownValues, type Template, type TemplatePart } from '@wildermesser/manifest/template';
import { type Code, levels, operand } from './code.ts';
import { callsData } from './data-library.ts';
import { type Doc, hard, nest, print, separated } from './doc.ts';
import { write } from './expression.ts';
import { list } from './list.ts';
import { braced, isIdentifier, keyText, literal, quoted } from './literal.ts';
import { outermost } from './scope.ts';

/** A part and the name of its file below `lib/`. */
export interface PartFile extends TemplatePart {
  readonly file: string;
}

const width = 100;

/** Data without the members that are null, which stand for nothing. */
const withoutNulls = (value: Json): Json => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const kept = Object.entries(value).filter(([, item]) => item !== null);
  return Object.fromEntries(kept.map(([key, item]) => [key, withoutNulls(item as Json)]));
};

const hidden = (name: string, doc: Doc): Doc => [name, ':: ', doc];

const partOf = ({ key, file }: PartFile): Doc => {
  const own = `std.get(values, ${quoted(key)}, {})`;
  // Its values as they are: its own are in those of the whole already, and what was taken away there stays away.
  return [keyText(key), ': ', `(import ${quoted(`${file}.libsonnet`)}) { values:: ${own}, release:: release }`];
};

const manifestsOf = ({ key, conditional }: PartFile): Doc => {
  const part = isIdentifier(key) ? `self.parts.${key}` : `self.parts[${quoted(key)}]`;
  if (!conditional) return `${part}.manifests`;
  return `(if std.get(${part}.values, 'enabled', true) then ${part}.manifests else [])`;
};

const manifests = (own: Code, parts: readonly PartFile[]): Doc => {
  const first = parts.length === 0 && own.level > levels.open ? own.doc : operand(own, levels.sum);
  return ['manifests: ', separated([first, ...parts.map(manifestsOf)], ' + ')];
};

/** The component as an object: its values and release are hidden fields, to be overridden with `+`. */
export const emitLibrary = (template: Template, parts: readonly PartFile[]): string => {
  const own = list(template.manifests, outermost(template.schema, write));
  const setNew = 'self { values:: std.mergePatch(super.values, values), release+:: release }';
  const releaseDoc = `{ name: ${quoted(template.name)}, namespace: 'default' }`;
  const sections: readonly Doc[] = [
    ['local values = std.mergePatch({}, self.values),', hard, 'local release = self.release,'],
    [
      '// What applies where nothing else is given: override it with `+`, or give what differs to `new`.',
      hard,
      hidden('values', literal(withoutNulls(ownValues(template))).doc),
      ',',
    ],
    [hidden('release', releaseDoc), ','],
    [hidden('new(values={}, release={})', setNew), ','],
    ...(parts.length === 0 ? [] : [[hidden('parts', braced(parts.map(partOf)).doc), ',']]),
    [manifests(own, parts), ','],
  ];
  const body: Doc = ['{', nest(hard, separated(sections, hard, hard)), hard, '}', hard];
  const text = print(body, width);
  const data = callsData(text) ? "local data = import 'data.libsonnet';\n\n" : '';
  return `// ${template.description.replace(/\s+/g, ' ')}\n${data}${text}`;
};

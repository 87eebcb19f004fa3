// @ts-check
const { Node, Project, ts } = require('ts-morph');
const { RefusedError } = require('./refused-error.cjs');

/**
 * What a bundle lists: a constant and the file that exports it, as the bundle imports it.
 *
 * @typedef {{ readonly constant: string, readonly file: string }} Entry
 * @typedef {'components' | 'templates'} ListName
 */

/** Widest line that the formatter leaves in one piece. */
const width = 120;

/**
 * @param {string} text
 * @param {string} file
 */
const parse = (text, file) =>
  new Project({ useInMemoryFileSystem: true, skipLoadingLibFiles: true }).createSourceFile(file, text);

/**
 * The object that is given to `bundle`.
 *
 * @param {import('ts-morph').SourceFile} source
 * @param {string} file
 */
const bundleObject = (source, file) => {
  const exported = source.getExportAssignment((one) => !one.isExportEquals());
  const call = exported?.getExpression();
  const object = Node.isCallExpression(call) ? call.getArguments()[0] : undefined;
  if (!Node.isObjectLiteralExpression(object)) {
    const advice = 'write `export default bundle({ description, components: [...] })`';
    throw new RefusedError(
      `there is no list to add a component to: ${advice}`,
      file,
      exported?.getStartLineNumber() ?? 1,
    );
  }
  return object;
};

/**
 * The text with a piece put in at an offset.
 *
 * @param {string} text
 * @param {number} offset
 * @param {string} piece
 */
const insert = (text, offset, piece) => text.slice(0, offset) + piece + text.slice(offset);

/**
 * What stands before the first character of a line's content.
 *
 * @param {string} text
 * @param {number} offset anywhere in the line
 */
const indentAt = (text, offset) => /^[ \t]*/.exec(text.slice(text.lastIndexOf('\n', offset - 1) + 1))?.[0] ?? '';

/**
 * The text with an element at the end of a list. A comment behind the last element stays with that element.
 *
 * @param {string} text
 * @param {import('ts-morph').ArrayLiteralExpression} list
 * @param {string} constant
 */
const append = (text, list, constant) => {
  const elements = list.getElements();
  const last = elements.at(-1);
  const [start, end] = [list.getStart(), list.getEnd()];
  const inside = text.slice(start + 1, end - 1);
  if (last === undefined) {
    if (inside.trim() === '') return `${text.slice(0, start)}[${constant}]${text.slice(end)}`;
    const indent = indentAt(text, start);
    return `${text.slice(0, start + 1)}${inside.trimEnd()}\n${indent}  ${constant},\n${indent}${text.slice(end - 1)}`;
  }
  const { hasTrailingComma = false, end: behind } = list.compilerNode.elements;
  const comments = ts.getTrailingCommentRanges(text, hasTrailingComma ? behind : last.getEnd()) ?? [];
  const offset = comments.at(-1)?.end ?? (hasTrailingComma ? behind : last.getEnd());
  const tail = text.slice(last.getEnd(), offset);
  const tailWithComma = hasTrailingComma ? tail : `,${tail}`;
  const oneLine = !inside.includes('\n');
  if (!oneLine) {
    const piece = `${tailWithComma}\n${indentAt(text, last.getStart())}${constant},`;
    return text.slice(0, last.getEnd()) + piece + text.slice(offset);
  }
  const lineStart = text.lastIndexOf('\n', start) + 1;
  const lineEnd = text.indexOf('\n', end);
  const grown = `${text.slice(0, last.getEnd())}${tailWithComma} ${constant}${text.slice(offset)}`;
  const grownLength = (lineEnd === -1 ? text.length : lineEnd) - lineStart + (grown.length - text.length);
  if (grownLength <= width || tail.includes('/')) return grown;
  const indent = indentAt(text, start);
  const lines = [...elements.map((element) => element.getText()), constant].map(
    (element) => `${indent}  ${element},\n`,
  );
  return `${text.slice(0, start)}[\n${lines.join('')}${indent}]${text.slice(end)}`;
};

/**
 * The text with an entry in one of the bundle's lists. A bundle without templates gets the list.
 *
 * @param {string} text
 * @param {string} file
 * @param {ListName} name
 * @param {string} constant
 */
const addToList = (text, file, name, constant) => {
  const object = bundleObject(parse(text, file), file);
  const property = object.getProperty(name);
  if (property === undefined && name === 'templates') {
    const before = object.getProperty('components') ?? object.getProperties().at(-1);
    if (before !== undefined) {
      const indent = indentAt(text, before.getStart());
      const comma = text[before.getEnd()] === ',';
      return insert(text, before.getEnd() + (comma ? 1 : 0), `${comma ? '' : ','}\n${indent}templates: [${constant}],`);
    }
  }
  const list = Node.isPropertyAssignment(property) ? property.getInitializer() : undefined;
  if (!Node.isArrayLiteralExpression(list)) {
    throw new RefusedError(
      `${name} is no list in brackets that ${constant} could be added to: write \`${name}: [...]\``,
      file,
      (property ?? object).getStartLineNumber(),
    );
  }
  return append(text, list, constant);
};

/** Before digits and letters, in this order: what Biome 2.5 was seen to do. */
const marks = '/._-';

/**
 * A key by which file names sort as the linter sorts imports: marks first, numbers by their value.
 *
 * @param {string} name
 */
const sortKey = (name) =>
  name
    .toLowerCase()
    .replace(/[/._-]/g, (mark) => String.fromCharCode(marks.indexOf(mark) + 1))
    .replace(/\d+/g, (digits) => digits.padStart(9, '0'));

/**
 * The text with an import, at its place among the imports of the package's own files.
 *
 * @param {string} text
 * @param {string} file
 * @param {Entry} entry
 */
const addImport = (text, file, { constant, file: imported }) => {
  const imports = parse(text, file).getImportDeclarations();
  const line = `import { ${constant} } from '${imported}';`;
  const later = imports.find((one) => {
    const name = one.getModuleSpecifierValue();
    return name.startsWith('./') && sortKey(name) > sortKey(imported);
  });
  if (later !== undefined) return insert(text, later.getStart(), `${line}\n`);
  const last = imports.at(-1);
  if (last === undefined) return `${line}\n\n${text}`;
  const end = ts.getTrailingCommentRanges(text, last.getEnd())?.at(-1)?.end ?? last.getEnd();
  return insert(text, end, `\n${line}`);
};

/**
 * Refuses a constant that the bundle calls something else by.
 *
 * @param {string} text
 * @param {string} file
 * @param {string} constant
 */
const checkFree = (text, file, constant) => {
  const source = parse(text, file);
  const names = source.getDescendantsOfKind(ts.SyntaxKind.Identifier);
  const other = names.find((one) => one.getText() === constant && !Node.isPropertyAssignment(one.getParent()));
  if (other !== undefined) {
    throw new RefusedError(
      `${constant} is the name of something else: choose another`,
      file,
      other.getStartLineNumber(),
    );
  }
};

/**
 * The text of a `bundle.ts` with components and templates added; everything else stays as it is, to the byte.
 *
 * @param {string} text
 * @param {string} file shown in messages
 * @param {Readonly<Record<ListName, readonly Entry[]>>} added
 * @throws {RefusedError} when the bundle has no list to add to, or a name is taken
 */
exports.register = (text, file, added) => {
  let result = text;
  for (const name of /** @type {const} */ (['components', 'templates'])) {
    for (const entry of added[name]) {
      checkFree(result, file, entry.constant);
      result = addImport(addToList(result, file, name, entry.constant), file, entry);
    }
  }
  return result;
};

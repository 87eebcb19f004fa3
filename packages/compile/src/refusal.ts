import type { Finding } from '@wildermesser/manifest';
import { type Node, type SourceFile, ts } from 'ts-morph';

/** A construct that cannot be translated: thrown where it is met, caught where its neighbours can still be read. */
export class Refusal extends Error {
  readonly code = 'cannot-compile';
  readonly node: ts.Node;
  readonly reason: string;
  readonly advice: string;
  /** Calls that led to the node, innermost last. */
  calls: readonly ts.Node[] = [];
  constructor(node: ts.Node, reason: string, advice: string) {
    super(reason);
    this.name = 'Refusal';
    this.node = node;
    this.reason = reason;
    this.advice = advice;
  }
}

/** Refuses the construct at `node`, saying what to write instead. */
export function refuse(node: ts.Node, reason: string, advice: string): never {
  throw new Refusal(node, reason, advice);
}

/** Where something stands in a file: 1-based line and column. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** The place of a node, its file relative to `root` when it lies inside. */
export const placeOf = (node: ts.Node, root: string): Place => {
  const source = node.getSourceFile();
  const { line, character } = source.getLineAndCharacterOfPosition(node.getStart(source));
  const inside = source.fileName.startsWith(`${root}/`);
  return {
    file: inside ? source.fileName.slice(root.length + 1) : source.fileName,
    line: line + 1,
    column: character + 1,
  };
};

const lineOf = (source: ts.SourceFile, line: number): string => {
  const starts = source.getLineStarts();
  return source.text.slice(starts[line - 1], starts[line] ?? source.text.length).replace(/\r?\n$/, '');
};

/** The source line with a caret below its column; tabs stay so that the caret stands right. */
const excerpt = (source: ts.SourceFile, { line, column }: Place): string => {
  const text = lineOf(source, line);
  const number = `${line} | `;
  const blanks = text.slice(0, column - 1).replace(/[^\t]/g, ' ');
  return `${number}${text}\n${' '.repeat(number.length)}${blanks}^`;
};

/** What is wrong at a place of a source: the message names line and column and shows the line. */
export const findingAt = (
  source: ts.SourceFile,
  place: Place,
  { code, message, advice }: { readonly code: string; readonly message: string; readonly advice: string },
): Finding & Place => {
  const where = `${place.file}:${place.line}:${place.column}`;
  return { severity: 'error', code, message: `${message}\n${where}\n${excerpt(source, place)}`, advice, ...place };
};

/** The refusal as a finding. The message holds the column, the source line and the calls that led there. */
export const refusalFinding = ({ node, reason, advice, calls }: Refusal, root: string): Finding & Place => {
  const place = placeOf(node, root);
  const led = calls
    .map((call) => placeOf(call, root))
    .filter(({ file }) => file !== place.file)
    .map(({ file, line, column }) => `\ncalled from ${file}:${line}:${column}`)
    .reverse();
  const finding = findingAt(node.getSourceFile(), place, { code: 'cannot-compile', message: reason, advice });
  return { ...finding, message: `${finding.message}${led.join('')}` };
};

/** A finding about the whole of a file or declaration, where there is no construct to point at. */
export const declarationFinding = (at: Node | SourceFile, reason: string, advice: string, root: string): Finding =>
  refusalFinding(new Refusal(at.compilerNode as ts.Node, reason, advice), root);

/** How messages name a piece of source: on one line, cut when long. */
export const snippet = (node: ts.Node): string => {
  const text = ts.isSourceFile(node) ? node.fileName : node.getText().replace(/\s+/g, ' ');
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
};

import { isAbsolute, relative } from 'node:path';
import type { Finding } from '@wildermesser/manifest';
import type { Node, ts } from 'ts-morph';
import { findingAt } from '../refusal.ts';
import type { DocTag } from '../values-schema/doc-comment.ts';

/** What is wrong, in words. */
export interface Fault {
  readonly code: string;
  readonly message: string;
  readonly advice: string;
  /** Path of the field: `spec.storage`. */
  readonly field?: string;
}

/** Reports what is wrong with a declaration, or with a tag of its comment. */
export type Report = (fault: Fault, at: Node | DocTag) => void;

/** A report that keeps findings, whose message has line, column and the source line with a caret. */
export const collectFindings = (root: string): { readonly findings: Finding[]; readonly report: Report } => {
  const findings: Finding[] = [];
  const report: Report = (fault, at) => {
    const node = 'text' in at ? at.node : at;
    const source = node.getSourceFile();
    const path = source.getFilePath();
    const inside = relative(root, path);
    const file = inside.startsWith('..') || isAbsolute(inside) ? path : inside;
    const { line, column } = 'text' in at ? at : source.getLineAndColumnAtPos(node.getStart());
    const found = findingAt(source.compilerNode as ts.SourceFile, { file, line, column }, fault);
    const { column: _, ...finding } = found;
    findings.push({ ...finding, ...(fault.field === undefined ? {} : { field: fault.field }) });
  };
  return { findings, report };
};

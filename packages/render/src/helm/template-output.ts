import { join } from 'node:path';
import { readDocuments } from '@wildermesser/manifest';
import { hasKind, type Located, type ToolResult } from '../located.ts';

/** The template that Helm names above each document, without the name of the chart, by line. */
const sources = (text: string): readonly { readonly line: number; readonly template: string }[] =>
  text.split('\n').flatMap((content, index) => {
    const template = /^# Source: [^/]+\/(.+)$/.exec(content)?.[1];
    return template === undefined ? [] : [{ line: index + 1, template }];
  });

/** Splits what `helm template` printed; each object knows the template that made it. `place` is the chart's path. */
export const readTemplateOutput = (text: string, place: string): ToolResult => {
  const { documents, findings } = readDocuments(text, place);
  const templates = sources(text);
  const templateOf = (line: number): string => {
    const last = templates.findLast((source) => source.line <= line);
    return last === undefined ? place : join(place, last.template);
  };
  const objects: Located[] = documents.map(({ value, line }) => ({ value, file: templateOf(line), line: 1 }));
  const odd = objects.filter(({ value }) => !hasKind(value));
  return {
    objects,
    findings: [
      ...findings.map(({ line, ...finding }) => ({ ...finding, file: line === undefined ? place : templateOf(line) })),
      ...odd.map(({ file }) => ({
        severity: 'error' as const,
        code: 'missing-kind',
        message: 'the template makes a document without a kind',
        advice: 'make the template print nothing when there is nothing to deploy',
        file,
      })),
    ],
  };
};

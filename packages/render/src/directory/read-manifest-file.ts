import { basename } from 'node:path';
import { type Finding, readDocuments } from '@wildermesser/manifest';
import { hasKind, isMap, type ToolResult } from '../located.ts';
import type { ManifestFile } from './manifest-files.ts';

const words = ['apiVersion:', 'kind:', 'metadata:'];

/** A `.json` file holds one object. One without a kind gets through here and fails later, as a manifest. */
export const readJsonFile = ({ file, text }: ManifestFile): ToolResult => {
  const fault = (message: string): ToolResult => ({
    objects: [],
    findings: [{ severity: 'error', code: 'invalid-json', message, file }],
  });
  try {
    const value: unknown = JSON.parse(text);
    return isMap(value)
      ? { objects: [{ value, file, line: 1 }], findings: [] }
      : fault('the file holds no JSON object');
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    const hint = /^\s*\{.*\}\s*\{/s.test(text)
      ? 'several objects in one JSON file are not allowed'
      : `not JSON: ${why}`;
    return fault(hint);
  }
};

/**
 * The objects of a YAML file. A file that fails to parse from its first object on, and does not have all of the words
 * `apiVersion:`, `kind:` and `metadata:`, is taken for something else than manifests and left out; one that has them,
 * or that fails after its first object, is an error.
 */
export const readYamlFile = ({ file, text }: ManifestFile): ToolResult => {
  const { documents, findings } = readDocuments(text, file);
  const odd = documents.find(({ value }) => !hasKind(value));
  const oddFinding: Finding | undefined = odd && {
    severity: 'error',
    code: 'missing-kind',
    message: isMap(odd.value) ? 'the document has no kind' : 'the document is not a map',
    file,
    line: odd.line,
  };
  const faults = [...findings, ...(oddFinding === undefined ? [] : [oddFinding])].sort(
    (a, b) => (a.line ?? 0) - (b.line ?? 0),
  );
  const [fault] = faults;
  const located = documents.map(({ value, line }) => ({ value, file, line }));
  if (fault === undefined) return { objects: located, findings: [] };
  const before = located.filter(({ line }) => line < (fault.line ?? 0));
  if (before.length > 0 || words.every((word) => text.includes(word))) return { objects: before, findings: faults };
  // Settings for Argo CD itself are not meant to be manifests.
  if (basename(file).startsWith('.argocd-source')) return { objects: [], findings: [] };
  const message = `Argo CD takes the file for something else than manifests and ignores it: ${fault.message}`;
  const advice = 'mend it if it is meant to be deployed; exclude it, or move it away, if not';
  const line = fault.line === undefined ? {} : { line: fault.line };
  return { objects: [], findings: [{ severity: 'warning', code: 'ignored-file', message, advice, file, ...line }] };
};

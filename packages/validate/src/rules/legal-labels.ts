import { type Finding, type Manifest, remembered } from '@wildermesser/manifest';
import { findingOn } from '../finding-on.ts';
import { type Fields, fieldsOf, textOf } from '../read-fields.ts';
import type { Rule } from '../rule.ts';
import { nameFault, subdomain } from './name-shapes.ts';

/** All annotations of an object together, in bytes: the limit of the API server. */
const annotationBytes = 262_144;

const namePattern = /^[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$/;
const nameWording = 'has to consist of letters, digits, "-", "_" and ".", and begin and end with a letter or digit';

/** Keys and values of labels and annotations are ones that the API server accepts. */
export const legalLabels: Rule = {
  name: 'legal-labels',
  check: (world) => {
    const findings: Finding[] = [];
    for (const manifest of world.manifests) {
      const { labels, annotations } = manifest.metadata;
      const pairs = fieldsOf(labels);
      for (const key in pairs) {
        const why = labelFault(key, pairs[key]);
        if (why !== undefined) findings.push(illegalLabel(manifest, 'metadata.labels', key, why));
      }
      if (annotations !== undefined) {
        annotationFaults(findings, manifest, 'metadata.annotations', fieldsOf(annotations));
      }
    }
    for (const { owner, field, labels, annotations } of world.pods) {
      if (field === 'spec') continue;
      for (const [key, value] of labels) {
        const why = labelFault(key, value);
        if (why !== undefined) findings.push(illegalLabel(owner, field.replace(/spec$/, 'metadata.labels'), key, why));
      }
      if (annotations.size === 0) continue;
      annotationFaults(
        findings,
        owner,
        field.replace(/spec$/, 'metadata.annotations'),
        Object.fromEntries(annotations),
      );
    }
    return findings;
  },
};

const labelFault = (key: string, value: unknown): string | undefined => keyFault(key) || valueFault(value);

const illegalLabel = (manifest: Manifest, field: string, key: string, why: string): Finding =>
  findingOn(manifest, {
    severity: 'error',
    code: 'illegal-label',
    field,
    message: `the label "${key}" ${why}`,
    advice: 'shorten or respell it; free text belongs in an annotation',
  });

const annotationFaults = (findings: Finding[], manifest: Manifest, field: string, annotations: Fields): void => {
  const add = (message: string, advice: string): void => {
    findings.push(findingOn(manifest, { severity: 'error', code: 'illegal-annotation', field, message, advice }));
  };
  let characters = 0;
  for (const key in annotations) {
    const value = annotations[key];
    const why = keyFault(key) || (typeof value === 'string' ? '' : 'has a value that is not a string');
    if (why !== '') add(`the annotation "${key}" ${why}`, 'respell the key, quote the value');
    characters += key.length + textOf(value).length;
  }
  // A character has three bytes at most, so almost nothing needs to be encoded to be counted.
  if (characters * 3 <= annotationBytes) return;
  let bytes = 0;
  for (const key in annotations) bytes += Buffer.byteLength(key) + Buffer.byteLength(textOf(annotations[key]));
  if (bytes > annotationBytes) {
    add(`the annotations take ${bytes} bytes, ${annotationBytes} are allowed`, 'move the text into a ConfigMap');
  }
};

/** What is wrong with a key, `''` for nothing. The same keys stand on every object. */
const keyFault = remembered(10_000, (key) => {
  const parts = key.split('/');
  const name = parts.at(-1) ?? '';
  if (parts.length > 2) return 'has a key with more than one "/"';
  if (name.length > 63) return `has a key whose name is ${name.length} characters long, 63 are allowed`;
  if (!namePattern.test(name)) return `has a key whose name ${nameWording}`;
  if (parts.length === 1) return '';
  const prefix = nameFault((parts[0] ?? '').toLowerCase(), subdomain);
  return prefix === undefined ? '' : `has a key whose prefix ${prefix}`;
});

const valueFault = (value: unknown): string | undefined => {
  if (typeof value !== 'string') return 'has a value that is not a string';
  if (value.length > 63) return `has a value of ${value.length} characters, 63 are allowed`;
  return value === '' || namePattern.test(value) ? undefined : `has a value that ${nameWording}`;
};

import type { Finding, Manifest } from '@wildermesser/manifest';
import { findingOn } from '../finding-on.ts';
import { podTemplateOf } from '../pod-template.ts';
import { fieldsOf } from '../read-fields.ts';
import type { Rule } from '../rule.ts';
import { nameFault, subdomain } from './name-shapes.ts';

/** All annotations of an object together, in bytes: the limit of the API server. */
const annotationBytes = 262_144;

const namePattern = /^[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$/;
const nameWording = 'has to consist of letters, digits, "-", "_" and ".", and begin and end with a letter or digit';

/** Keys and values of labels and annotations are ones that the API server accepts. */
export const legalLabels: Rule = {
  name: 'legal-labels',
  check: (world) =>
    world.manifests.flatMap((manifest) => {
      const template = podTemplateOf(manifest);
      const inTemplate =
        template === undefined || template.field === 'spec'
          ? []
          : [
              ...labelFaults(manifest, template.field.replace(/spec$/, 'metadata.labels'), template.labels),
              ...annotationFaults(
                manifest,
                template.field.replace(/spec$/, 'metadata.annotations'),
                template.annotations,
              ),
            ];
      return [
        ...labelFaults(manifest, 'metadata.labels', entriesOf(manifest.metadata.labels)),
        ...annotationFaults(manifest, 'metadata.annotations', entriesOf(manifest.metadata.annotations)),
        ...inTemplate,
      ];
    }),
};

type Entries = Iterable<readonly [string, unknown]>;

const entriesOf = (map: unknown): Entries => Object.entries(fieldsOf(map));

const labelFaults = (manifest: Manifest, field: string, labels: Entries): Finding[] => {
  const findings: Finding[] = [];
  for (const [key, value] of labels) {
    const why = keyFault(key) ?? valueFault(value);
    if (why === undefined) continue;
    findings.push(
      findingOn(manifest, {
        severity: 'error',
        code: 'illegal-label',
        field,
        message: `the label "${key}" ${why}`,
        advice: 'shorten or respell it; free text belongs in an annotation',
      }),
    );
  }
  return findings;
};

const annotationFaults = (manifest: Manifest, field: string, annotations: Entries): Finding[] => {
  const findings: Finding[] = [];
  const add = (message: string, advice: string): void => {
    findings.push(findingOn(manifest, { severity: 'error', code: 'illegal-annotation', field, message, advice }));
  };
  let bytes = 0;
  for (const [key, value] of annotations) {
    const why = keyFault(key) ?? (typeof value === 'string' ? undefined : 'has a value that is not a string');
    if (why !== undefined) add(`the annotation "${key}" ${why}`, 'respell the key, quote the value');
    bytes += Buffer.byteLength(key) + Buffer.byteLength(typeof value === 'string' ? value : '');
  }
  if (bytes > annotationBytes) {
    add(`the annotations take ${bytes} bytes, ${annotationBytes} are allowed`, 'move the text into a ConfigMap');
  }
  return findings;
};

/** The same keys stand on every object. */
const judgedKeys = new Map<string, string | undefined>();
const judgedLimit = 10_000;

const keyFault = (key: string): string | undefined => {
  if (!judgedKeys.has(key)) {
    if (judgedKeys.size >= judgedLimit) judgedKeys.clear();
    judgedKeys.set(key, judgeKey(key));
  }
  return judgedKeys.get(key);
};

const judgeKey = (key: string): string | undefined => {
  const parts = key.split('/');
  const name = parts.at(-1) ?? '';
  if (parts.length > 2) return 'has a key with more than one "/"';
  if (name.length > 63) return `has a key whose name is ${name.length} characters long, 63 are allowed`;
  if (!namePattern.test(name)) return `has a key whose name ${nameWording}`;
  if (parts.length === 1) return undefined;
  const prefix = nameFault((parts[0] ?? '').toLowerCase(), subdomain);
  return prefix === undefined ? undefined : `has a key whose prefix ${prefix}`;
};

const valueFault = (value: unknown): string | undefined => {
  if (typeof value !== 'string') return 'has a value that is not a string';
  if (value.length > 63) return `has a value of ${value.length} characters, 63 are allowed`;
  return value === '' || namePattern.test(value) ? undefined : `has a value that ${nameWording}`;
};

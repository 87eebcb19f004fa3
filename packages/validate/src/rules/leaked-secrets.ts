import { type Finding, type Manifest, remembered } from '@wildermesser/manifest';
import { findingOn } from '../finding-on.ts';
import type { Container, PodTemplate } from '../pod-template.ts';
import { type Fields, fieldsOf, textOf, textsOf } from '../read-fields.ts';
import type { Rule } from '../rule.ts';
import { knownToNameSecret, looksRandom, mayNameSecret, namesSecret, secretShapeIn } from './secret-shapes.ts';

/** Text outside of Secrets holds no credentials. Findings say where, never what. */
export const leakedSecrets: Rule = {
  name: 'leaked-secrets',
  check: (world) => {
    const findings: Finding[] = [];
    for (const map of world.ofKind('', 'ConfigMap')) configFaults(findings, map);
    for (const pod of world.pods) podFaults(findings, pod);
    for (const manifest of world.manifests) {
      const annotations = fieldsOf(manifest.metadata.annotations);
      for (const key in annotations) {
        const why = leakIn(key, textOf(annotations[key]));
        if (why !== undefined) findings.push(leak(manifest, `metadata.annotations.${key}`, why));
      }
    }
    return findings;
  },
};

const configFaults = (findings: Finding[], map: Manifest): void => {
  const { data, binaryData } = fieldsOf(map);
  const texts = fieldsOf(data);
  for (const key in texts) {
    for (const why of leaksIn(key, textOf(texts[key]))) findings.push(leak(map, `data.${key}`, why));
  }
  for (const [key, value] of Object.entries(fieldsOf(binaryData))) {
    const why = leakIn(key, Buffer.from(textOf(value), 'base64').toString('latin1'));
    if (why !== undefined) findings.push(leak(map, `binaryData.${key}`, why));
  }
};

const podFaults = (findings: Finding[], pod: PodTemplate): void => {
  const { owner, field, annotations, containers } = pod;
  if (field !== 'spec') {
    for (const [key, value] of annotations) {
      const why = leakIn(key, value);
      if (why === undefined) continue;
      findings.push(leak(owner, `${field.replace(/spec$/, 'metadata.annotations')}.${key}`, why));
    }
  }
  for (const container of containers) {
    environmentFaults(findings, owner, container);
    argumentFaults(findings, owner, container.fields.command, `${container.field}.command`);
    argumentFaults(findings, owner, container.fields.args, `${container.field}.args`);
  }
};

const argumentFaults = (findings: Finding[], owner: Manifest, list: unknown, field: string): void => {
  const texts = textsOf(list);
  for (let index = 0; index < texts.length; index++) {
    for (const why of leaksIn(optionBefore(texts[index - 1]), texts[index] ?? '')) {
      findings.push(leak(owner, `${field}[${index}]`, why));
    }
  }
};

const environmentFaults = (findings: Finding[], owner: Manifest, { env, field }: Container): void => {
  for (let index = 0; index < env.length; index++) {
    const { name, value } = env[index] as Fields;
    if (typeof value !== 'string') continue;
    const why = leakIn(textOf(name), value);
    if (why !== undefined) findings.push(leak(owner, `${field}.env[${index}].value`, why));
  }
};

const noLeaks: readonly Leak[] = Object.freeze([]);

/** Why `text` is a credential, or has some in its lines. */
const leaksIn = (key: string, text: string): readonly Leak[] =>
  text.length < shortestKept || knownToNameSecret(key) ? leaksUnder(key, text) : leaksInLong(text);

/** Scripts and settings recur in many objects, and no key but one that names a secret says anything about them. */
const leaksInLong = remembered(1000, (text) => leaksUnder('', text));
const shortestKept = 256;

const leaksUnder = (key: string, text: string): readonly Leak[] => {
  const whole = leakIn(key, text);
  if (!mayNameSecret(text)) return whole === undefined ? noLeaks : [whole];
  const leaks = whole === undefined ? [] : [whole];
  for (const [, name = '', value = ''] of text.matchAll(assignment)) {
    if (looksRandom(value) && namesSecret(name)) leaks.push(held(name));
  }
  return leaks;
};

/** `password=…`, `--token=…`, `secret: …` at the beginning of a line. */
const assignment =
  /^[ \t-]*(?:export[ \t]+)?["']?([\w.-]{3,60})["']?[ \t]*[=:][ \t]*["']?([^\s"']{8,})["']?[ \t]*,?$/gm;

/** The name of an option whose value comes as the next argument: `password` of `--password`. */
const optionBefore = (argument = ''): string =>
  argument.startsWith('-') && !argument.includes('=') && mayNameSecret(argument)
    ? (/^--?([\w.-]+)$/.exec(argument)?.[1] ?? '')
    : '';

const shortestShape = 12;

interface Leak {
  readonly code: string;
  readonly message: string;
}

const leakIn = (key: string, text: string): Leak | undefined => {
  const shape = text.length < shortestShape ? undefined : secretShapeIn(text);
  if (shape === undefined) return knownToNameSecret(key) && looksRandom(text) ? held(key) : undefined;
  const code = shape.name === 'a private key' ? 'private-key' : 'leaked-secret';
  return { code, message: `the text looks like ${shape.name}` };
};

const held = (key: string): Leak => ({
  code: 'leaked-secret',
  message: `"${key}" holds what looks like the secret itself`,
});

const leak = (manifest: Manifest, field: string, { code, message }: Leak): Finding =>
  findingOn(manifest, {
    severity: 'error',
    code,
    field,
    message,
    advice:
      'keep it in a Secret that is made in the cluster, refer to it with secretKeyRef, and replace what was committed',
  });

import type { Finding, Manifest } from '@wildermesser/manifest';
import { findingOn } from '../finding-on.ts';
import { containersOf, type PodTemplate } from '../pod-template.ts';
import { at, fieldsOf, recordsOf, textOf, textsOf } from '../read-fields.ts';
import type { Rule } from '../rule.ts';
import { looksRandom, namesSecret, secretShapeIn } from './secret-shapes.ts';

/** Text outside of Secrets holds no credentials. Findings say where, never what. */
export const leakedSecrets: Rule = {
  name: 'leaked-secrets',
  check: (world) => [
    ...world.ofKind('', 'ConfigMap').flatMap((map) => configFaults(map)),
    ...world.pods.flatMap(podFaults),
    ...world.manifests.flatMap((manifest) =>
      Object.entries(manifest.metadata.annotations ?? {}).flatMap(([key, value]) =>
        fault(manifest, `metadata.annotations.${key}`, key, value),
      ),
    ),
  ],
};

const configFaults = (map: Manifest): Finding[] => [
  ...Object.entries(fieldsOf(at(map, 'data'))).flatMap(([key, value]) => [
    ...fault(map, `data.${key}`, key, value),
    ...assignments(textOf(value)).flatMap(([name, assigned]) => suspicious(map, `data.${key}`, name, assigned)),
  ]),
  ...Object.entries(fieldsOf(at(map, 'binaryData'))).flatMap(([key, value]) =>
    fault(map, `binaryData.${key}`, key, Buffer.from(textOf(value), 'base64').toString('latin1')),
  ),
];

const podFaults = (pod: PodTemplate): Finding[] => {
  const { owner } = pod;
  return [
    ...(pod.field === 'spec' ? [] : [...pod.annotations]).flatMap(([key, value]) =>
      fault(owner, `${pod.field.replace(/spec$/, 'metadata.annotations')}.${key}`, key, value),
    ),
    ...containersOf(pod).flatMap(({ fields, field }) => [
      ...recordsOf(fields.env).flatMap(({ name, value }, index) =>
        typeof value === 'string' ? fault(owner, `${field}.env[${index}].value`, textOf(name), value) : [],
      ),
      ...(['command', 'args'] as const).flatMap((list) =>
        textsOf(fields[list]).flatMap((text, index, all) => [
          ...fault(owner, `${field}.${list}[${index}]`, optionBefore(all[index - 1]), text),
          ...assignments(text).flatMap(([name, value]) => suspicious(owner, `${field}.${list}[${index}]`, name, value)),
        ]),
      ),
    ]),
  ];
};

/** The name of an option whose value comes as the next argument: `password` of `--password`. */
const optionBefore = (argument = ''): string => /^--?([\w.-]+)$/.exec(argument)?.[1] ?? '';

/** Every key that `namesSecret` takes has one of these words. */
const mayNameSecret = /pass|pwd|secret|token|credential|key/i;

/** `password=…`, `--token=…`, `secret: …` at the beginning of a line. */
const assignments = (text: string): readonly (readonly [string, string])[] =>
  !mayNameSecret.test(text)
    ? []
    : [
        ...text.matchAll(
          /^[ \t-]*(?:export[ \t]+)?["']?([\w.-]{3,60})["']?[ \t]*[=:][ \t]*["']?([^\s"']{8,})["']?[ \t]*,?$/gm,
        ),
      ].map(([, name = '', value = '']) => [name, value] as const);

const fault = (manifest: Manifest, field: string, key: string, value: unknown): Finding[] => {
  const text = textOf(value);
  const shape = text.length < 12 ? undefined : secretShapeIn(text);
  return shape === undefined
    ? suspicious(manifest, field, key, text)
    : [
        leak(
          manifest,
          shape.name === 'a private key' ? 'private-key' : 'leaked-secret',
          field,
          `the text looks like ${shape.name}`,
        ),
      ];
};

const suspicious = (manifest: Manifest, field: string, key: string, value: string): Finding[] =>
  namesSecret(key) && looksRandom(value)
    ? [leak(manifest, 'leaked-secret', field, `"${key}" holds what looks like the secret itself`)]
    : [];

const leak = (manifest: Manifest, code: string, field: string, message: string): Finding =>
  findingOn(manifest, {
    severity: 'error',
    code,
    field,
    message,
    advice:
      'keep it in a Secret that is made in the cluster, refer to it with secretKeyRef, and replace what was committed',
  });

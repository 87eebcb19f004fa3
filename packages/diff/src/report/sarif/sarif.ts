import { createHash } from 'node:crypto';
import { compareBytes, describeIdentity, identityKey } from '@wildermesser/manifest';
import type { Effect } from '../../model/effect.ts';
import { fieldText } from '../../model/field-path.ts';
import type { Place } from '../../model/place.ts';
import type { SideFinding } from '../../model/plan.ts';
import type { Severity } from '../../model/severity.ts';
import { allEffects } from '../all-effects.ts';
import { printable } from '../printable.ts';
import type { Report } from '../report.ts';

const levels = { danger: 'error', warning: 'warning', notice: 'note', info: 'note' } as const satisfies Record<
  Severity,
  string
>;

const findingLevels = { error: 'error', warning: 'warning', skipped: 'note' } as const satisfies Record<
  SideFinding['severity'],
  string
>;

/** A path as the relative URI that SARIF asks for. */
const uri = (file: string): string =>
  file
    .split('/')
    .map((part) => encodeURIComponent(part.toWellFormed()))
    .join('/');

const physical = ({ file, line }: Place): object => ({
  physicalLocation: {
    artifactLocation: { uri: uri(file), uriBaseId: '%SRCROOT%' },
    region: { startLine: Math.max(1, line) },
  },
});

const fingerprint = (...parts: readonly string[]): string =>
  createHash('sha256').update(parts.join('\n')).digest('hex');

const suppressionOf = ({ waiver }: Effect): object =>
  waiver === undefined || waiver.expired
    ? {}
    : { suppressions: [{ kind: 'inSource', justification: printable(waiver.reason) }] };

const effectResult = (effect: Effect, ruleIndex: number): object => {
  const { rule, severity, object, field, message, advice, source, generated } = effect;
  const at = field === undefined || field.length === 0 ? '' : fieldText(field);
  const place = source ?? generated;
  const name = describeIdentity(object);
  return {
    ruleId: rule,
    ruleIndex,
    level: levels[severity],
    message: {
      text: printable(`${name}${at === '' ? '' : ` ${at}`}: ${message}.${advice === undefined ? '' : ` ${advice}.`}`),
    },
    locations: [
      {
        ...(place === undefined ? {} : physical(place)),
        logicalLocations: [{ fullyQualifiedName: printable(name), kind: 'resource' }],
      },
    ],
    ...(source !== undefined && generated !== undefined
      ? { relatedLocations: [{ ...physical(generated), message: { text: 'generated' } }] }
      : {}),
    partialFingerprints: { 'effect/v1': fingerprint(rule, identityKey(object), at) },
    ...suppressionOf(effect),
    properties: { severity },
  };
};

const findingResult = (
  { severity, code, message, advice, object, file, line, side, application }: SideFinding,
  ruleIndex: number,
): object => ({
  ruleId: code,
  ruleIndex,
  level: findingLevels[severity],
  message: { text: printable(`${side}: ${message}.${advice === undefined ? '' : ` ${advice}.`}`) },
  ...(file === undefined ? {} : { locations: [physical({ file, line: line ?? 1 })] }),
  partialFingerprints: {
    'finding/v1': fingerprint(
      code,
      side,
      application ?? '',
      object === undefined ? '' : identityKey(object),
      file ?? '',
    ),
  },
  properties: { severity },
});

/** The effects of a plan, and what is wrong with its sides, in SARIF 2.1.0, as code scanning reads it. */
export const sarif: Report = (plan, { rulesUrl } = {}) => {
  const effects = allEffects(plan);
  const ids = [...new Set([...effects.map(({ rule }) => rule), ...plan.findings.map(({ code }) => code)])].sort(
    compareBytes,
  );
  const index = new Map(ids.map((id, at) => [id, at]));
  const rules = ids.map((id) => ({
    id,
    shortDescription: { text: id.replaceAll('-', ' ') },
    ...(rulesUrl === undefined ? {} : { helpUri: `${rulesUrl}#${encodeURIComponent(id)}` }),
  }));
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'wildermesser-platform', rules } },
        originalUriBaseIds: { '%SRCROOT%': { description: { text: 'the top of the repository' } } },
        columnKind: 'utf16CodeUnits',
        results: [
          ...effects.map((effect) => effectResult(effect, index.get(effect.rule) ?? -1)),
          ...plan.findings.map((finding) => findingResult(finding, index.get(finding.code) ?? -1)),
        ],
      },
    ],
  };
  return [`${JSON.stringify(log, undefined, 2)}\n`];
};

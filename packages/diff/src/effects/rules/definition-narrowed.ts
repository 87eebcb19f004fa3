import { identityKey } from '@wildermesser/manifest';
import type { RuleEffect } from '../../model/effect.ts';
import type { Rule, RuleContext } from '../../model/rule.ts';
import { type Narrowing, narrowings } from '../definitions/narrowing.ts';
import { versionsOf } from '../definitions/versions.ts';
import { counted, listed } from '../reading/amounts.ts';
import { type ChangedObject, changedOfKind } from '../reading/changed-objects.ts';
import { at, textOf } from '../reading/fields.ts';

const definitionKind = 'CustomResourceDefinition.apiextensions.k8s.io';

/** A kind takes less than before: objects that were good are refused, or lose fields. */
export const definitionNarrowed: Rule = {
  name: 'definition-narrowed',
  needs: [{ changed: [definitionKind], reads: ['*'] }],
  check: (context) =>
    changedOfKind(context, 'apiextensions.k8s.io', 'CustomResourceDefinition').flatMap((object) => [
      ...schemaNarrowed(object),
      ...objectsRefused(context, object),
    ]),
};

const schemaNarrowed = ({ base, head }: ChangedObject): readonly RuleEffect[] => {
  const before = versionsOf(base.manifest);
  return versionsOf(head.manifest).flatMap(({ name, schema, served }) => {
    const old = before.find((version) => version.name === name);
    const found: readonly Narrowing[] = old === undefined || !served ? [] : narrowings(old.schema, schema);
    if (found.length === 0) return [];
    return [
      {
        severity: 'warning',
        object: head.identity,
        field: [
          'spec',
          'versions',
          { by: 'key', keys: { name } },
          'schema',
          'openAPIV3Schema',
          ...(found[0]?.at ?? []),
        ],
        message: `${name} takes less than before: ${listed(
          found.map(({ text }) => text),
          5,
        )}`,
        advice: found.some(({ isSilent }) => isSilent)
          ? 'see that no object in the cluster has what is dropped; nothing says so when it is'
          : 'see that every object in the cluster passes, or make it a new version',
      } as const,
    ];
  });
};

/** The repository's own objects that pass the old schema and not the new one. */
const objectsRefused = (
  { base, head, knowledge }: RuleContext,
  { head: definition }: ChangedObject,
): readonly RuleEffect[] => {
  const group = textOf(at(definition.manifest, 'spec', 'group'));
  const kind = textOf(at(definition.manifest, 'spec', 'names', 'kind'));
  const objects = head.ofKind(group, kind);
  if (objects.length === 0) return [];
  const manifests = objects.map(({ manifest }) => manifest);
  const known = new Set(
    knowledge
      .schemaFindings(manifests, base.catalog)
      .map(({ object, code, field }) => `${object === undefined ? '' : identityKey(object)} ${code} ${field}`),
  );
  const faults = knowledge
    .schemaFindings(manifests, head.catalog)
    .filter(
      ({ severity, object, code, field }) =>
        severity === 'error' && object !== undefined && !known.has(`${identityKey(object)} ${code} ${field}`),
    );
  const [first] = faults;
  if (first?.object === undefined) return [];
  const count = new Set(faults.map(({ object }) => (object === undefined ? '' : identityKey(object)))).size;
  return [
    {
      severity: 'danger',
      object: definition.identity,
      message: `${counted(count, `${kind} object`)} of this repository ${count === 1 ? 'does' : 'do'} not pass the new schema: ${first.object.name} ${first.field ?? ''}: ${first.message}`,
      advice: 'mend the objects in the same change',
    },
  ];
};

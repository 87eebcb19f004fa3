import { describeIdentity, type Finding, type Identity, type Manifest } from '@wildermesser/manifest';
import { closest } from './did-you-mean.ts';
import { findingOn } from './finding-on.ts';
import type { World } from './world.ts';

/** Somebody names an object that has to exist. */
export interface Reference extends Identity {
  readonly code: string;
  /** Path of the field that holds the name. */
  readonly field: string;
}

/** Nothing when the object exists, otherwise the finding that names it and what is probably meant. */
export const unknownReference = (world: World, from: Manifest, reference: Reference): Finding[] =>
  world.has(reference) ? [] : [missingReference(world, from, reference)];

/** The finding for a reference that is known to lead nowhere. */
export const missingReference = (world: World, from: Manifest, reference: Reference): Finding => {
  const { code, field, group, kind, namespace, name } = reference;
  return findingOn(from, {
    severity: 'error',
    code,
    field,
    message: `${describeIdentity({ group, kind, namespace, name })} is referenced, but nobody emits it`,
    advice: adviceFor(world, reference),
  });
};

const adviceFor = (world: World, { group, kind, namespace, name }: Identity): string => {
  const near = closest(name, world.namesOf(group, kind, namespace));
  if (near !== undefined) return `did you mean "${near}"?`;
  const elsewhere = world.namespacesWith(group, kind, name).filter((other) => other !== namespace);
  if (elsewhere.length > 0) return `it exists in ${elsewhere.join(', ')}: a reference does not cross namespaces`;
  return 'emit it, correct the name, or declare it as expected when the cluster has it already';
};

import { type Finding, groupOf, type Manifest } from '@wildermesser/manifest';
import { findingOn } from '../finding-on.ts';
import { at, textOf } from '../read-fields.ts';
import type { Rule } from '../rule.ts';
import { letterFirst, nameFault, nameShapeOf } from './name-shapes.ts';

/** Characters that the API server appends to a `generateName`. */
const generated = 5;

/** A name is one that the API server accepts for this kind. */
export const legalNames: Rule = { name: 'legal-names', check: (world) => world.manifests.flatMap(namesOf) };

const none: readonly Finding[] = Object.freeze([]);

const namesOf = (manifest: Manifest): readonly Finding[] => {
  const { name, generateName } = manifest.metadata;
  if (name === undefined || name === '') {
    if (generateName === undefined || generateName === '') {
      return [fault(manifest, 'metadata.name', 'the object has no name', 'set metadata.name')];
    }
    return generatedName(manifest, generateName);
  }
  const why = nameFault(name, nameShapeOf(groupOf(manifest.apiVersion), manifest.kind));
  if (why !== undefined) return [fault(manifest, 'metadata.name', `the name "${name}" ${why}`, 'choose another name')];
  return specificKinds.has(manifest.kind) ? kindSpecific(manifest, name) : none;
};

const generatedName = (manifest: Manifest, prefix: string): Finding[] => {
  const why = nameFault(`${prefix}${'x'.repeat(generated)}`, nameShapeOf(groupOf(manifest.apiVersion), manifest.kind));
  return why === undefined
    ? []
    : [fault(manifest, 'metadata.generateName', `a name made from "${prefix}" ${why}`, 'choose another prefix')];
};

const specificKinds = new Set(['CustomResourceDefinition', 'PriorityClass', 'Service']);

const kindSpecific = (manifest: Manifest, name: string): Finding[] => {
  switch (`${groupOf(manifest.apiVersion)}/${manifest.kind}`) {
    case '/Service':
      return letterFirst.pattern.test(name)
        ? []
        : [
            findingOn(manifest, {
              severity: 'warning',
              code: 'illegal-name',
              field: 'metadata.name',
              message: `the name "${name}" begins with a digit, which clusters before 1.36 refuse for a Service`,
              advice: 'begin it with a letter',
            }),
          ];
    case 'apiextensions.k8s.io/CustomResourceDefinition': {
      const plural = textOf(at(manifest, 'spec', 'names', 'plural'));
      const required = `${plural}.${textOf(at(manifest, 'spec', 'group'))}`;
      return name === required
        ? []
        : [
            fault(
              manifest,
              'metadata.name',
              `the name "${name}" is not spec.names.plural.spec.group`,
              `use ${required}`,
            ),
          ];
    }
    case 'scheduling.k8s.io/PriorityClass':
      return name.startsWith('system-')
        ? [fault(manifest, 'metadata.name', `"system-" is reserved, "${name}" uses it`, 'choose another name')]
        : [];
    default:
      return [];
  }
};

const fault = (manifest: Manifest, field: string, message: string, advice: string): Finding =>
  findingOn(manifest, { severity: 'error', code: 'illegal-name', field, message, advice });

import type { Manifest } from '@wildermesser/manifest';
import { type Sample, samplesOf } from './sample.ts';

const schema = { openAPIV3Schema: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true } };
const version = (name: string, fields: object = {}) => ({ name, served: true, storage: false, schema, ...fields });
const versions = [version('v1', { storage: true }), version('v1beta1')];
const names = { plural: 'widgets', singular: 'widget', kind: 'Widget', listKind: 'WidgetList' };

const definition: Manifest = {
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: 'widgets.example.com' },
  ...{ spec: { group: 'example.com', scope: 'Namespaced', names, versions } },
};

/** Definitions of kinds; the API server itself writes the conditions and the stored versions. */
export const definitionSamples: readonly Sample[] = samplesOf(definition, {
  refused: {
    scope: ['spec.scope', { spec: { scope: 'Cluster' } }],
    'names.kind': ['spec.names.kind', { spec: { names: { kind: 'Gadget', listKind: 'GadgetList' } } }],
    'names.plural': ['spec.names.plural', { spec: { names: { plural: 'gadgets' } } }],
    group: ['spec.group', { spec: { group: 'other.example.com' } }],
    'a stored version removed': ['spec.versions', { spec: { versions: [version('v1beta1', { storage: true })] } }],
  },
  taken: {
    'names.shortNames': { spec: { names: { shortNames: ['wd'] } } },
    'names.singular': { spec: { names: { singular: 'gadget' } } },
    'a version removed that nothing is stored in': { spec: { versions: [version('v1', { storage: true })] } },
    'storage moved': { spec: { versions: [version('v1'), version('v1beta1', { storage: true })] } },
    'served taken back': {
      spec: { versions: [version('v1', { storage: true }), version('v1beta1', { served: false })] },
    },
  },
});

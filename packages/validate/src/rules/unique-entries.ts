import type { Finding, Manifest } from '@wildermesser/manifest';
import { findingOn } from '../finding-on.ts';
import { containersOf, type PodTemplate } from '../pod-template.ts';
import { at, type Fields, recordsOf, textOf } from '../read-fields.ts';
import type { Rule } from '../rule.ts';

/** Lists that the API server merges by a key hold every key once: the second entry would replace the first. */
export const uniqueEntries: Rule = {
  name: 'unique-entries',
  check: (world) => [
    ...world.pods.flatMap(podLists),
    ...world
      .ofKind('', 'Service')
      .flatMap((service) => portLists(service, recordsOf(at(service, 'spec', 'ports')), 'port', 'spec.ports')),
  ],
};

const podLists = (pod: PodTemplate): Finding[] => {
  const { owner, spec, field } = pod;
  const containers = containersOf(pod);
  return [
    ...repeated(
      owner,
      `${field}.containers`,
      'container',
      containers.map(({ name }) => name),
    ),
    ...repeated(owner, `${field}.volumes`, 'volume', recordsOf(spec.volumes).map(nameOf)),
    ...containers.flatMap(({ fields, field: place }) => [
      ...repeated(owner, `${place}.env`, 'environment variable', recordsOf(fields.env).map(nameOf)),
      ...repeated(
        owner,
        `${place}.volumeMounts`,
        'mount path',
        recordsOf(fields.volumeMounts).map(({ mountPath }) => textOf(mountPath)),
      ),
      ...portLists(owner, recordsOf(fields.ports), 'containerPort', `${place}.ports`),
    ]),
  ];
};

const portLists = (owner: Manifest, ports: readonly Fields[], number: string, field: string): Finding[] => [
  ...repeated(owner, field, 'port name', ports.map(nameOf)),
  ...repeated(
    owner,
    field,
    'port',
    ports.map((port) => `${port[number]}/${textOf(port.protocol) || 'TCP'}`),
  ),
];

const nameOf = ({ name }: Fields): string => textOf(name);

const repeated = (owner: Manifest, field: string, what: string, keys: readonly string[]): Finding[] => {
  const seen = new Set<string>();
  const twice = new Set<string>();
  for (const key of keys) (seen.has(key) && key !== '' ? twice : seen).add(key);
  return [...twice].map((key) =>
    findingOn(owner, {
      severity: 'error',
      code: 'duplicate-entry',
      field,
      message: `the ${what} "${key}" is listed twice`,
      advice: 'rename or remove one of them',
    }),
  );
};

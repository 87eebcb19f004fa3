import type { World } from '../../model/rule.ts';
import type { SideObject } from '../../model/side.ts';
import { at, fieldsOf, recordsOf, stringMapOf, textOf, textsOf } from '../reading/fields.ts';
import { selectorText, selects } from '../reading/label-selector.ts';

/** Whether traffic comes to Pods or goes from them. */
export type Direction = 'Ingress' | 'Egress';

export const directions: readonly Direction[] = ['Ingress', 'Egress'];

/** Directions that a policy restricts; egress counts without being listed when there are egress rules. */
const typesOf = (spec: unknown): readonly string[] => {
  const types = textsOf(at(spec, 'policyTypes'));
  if (types.length > 0) return types;
  return at(spec, 'egress') === undefined ? ['Ingress'] : ['Ingress', 'Egress'];
};

/** Whether a policy restricts Pods with these labels of its namespace. */
export const restricts = (
  { manifest }: SideObject,
  direction: Direction,
  labels: ReadonlyMap<string, string>,
): boolean => typesOf(at(manifest, 'spec')).includes(direction) && selects(at(manifest, 'spec', 'podSelector'), labels);

/** The policies that restrict Pods with these labels. */
export const policiesFor = (
  world: World,
  namespace: string,
  direction: Direction,
  labels: ReadonlyMap<string, string>,
): readonly SideObject[] => policiesIn(world, namespace).filter((policy) => restricts(policy, direction, labels));

/** The policies of a namespace. */
export const policiesIn = (world: World, namespace: string): readonly SideObject[] =>
  world
    .inNamespace(namespace)
    .filter(({ identity }) => identity.kind === 'NetworkPolicy' && identity.group === 'networking.k8s.io');

/** One peer with one port that a policy lets through. */
export interface Opening {
  readonly text: string;
  /** Everybody, or everybody outside of the cluster. */
  readonly isWide: boolean;
}

const labelsText = (selector: unknown): string => {
  const labels = selectorText(stringMapOf(at(selector, 'matchLabels')));
  const more = recordsOf(at(selector, 'matchExpressions')).map(
    ({ key, operator }) => `${textOf(key)} ${textOf(operator)}`,
  );
  return [labels, ...more].filter((text) => text !== '').join(', ');
};

const peerOpening = (peer: unknown): Opening => {
  const fields = fieldsOf(peer);
  const cidr = textOf(at(fields, 'ipBlock', 'cidr'));
  if (cidr !== '') {
    const except = textsOf(at(fields, 'ipBlock', 'except'));
    return {
      text: `${cidr}${except.length === 0 ? '' : ` except ${except.join(', ')}`}`,
      isWide: /\/0$/.test(cidr) && except.length === 0,
    };
  }
  const pods = fields.podSelector === undefined ? undefined : labelsText(fields.podSelector) || 'all Pods';
  if (fields.namespaceSelector === undefined) return { text: `${pods ?? 'all Pods'} of its namespace`, isWide: false };
  const spaces = labelsText(fields.namespaceSelector);
  return {
    text: `${pods ?? 'all Pods'} of ${spaces === '' ? 'every namespace' : `namespaces with ${spaces}`}`,
    isWide: spaces === '' && (pods ?? 'all Pods') === 'all Pods',
  };
};

const portTexts = (ports: unknown): readonly string[] => {
  const listed = recordsOf(ports).map(({ protocol, port, endPort }) => {
    const range = endPort === undefined ? String(port ?? 'all') : `${String(port)}-${String(endPort)}`;
    return `${range}${textOf(protocol) === '' || protocol === 'TCP' ? '' : `/${textOf(protocol)}`}`;
  });
  return listed.length === 0 ? [''] : listed;
};

/** What a policy lets through in a direction. A rule without peers is one for everybody. */
export const openingsOf = (policy: SideObject | undefined, direction: Direction): readonly Opening[] => {
  if (policy === undefined) return [];
  const [list, side] = direction === 'Ingress' ? ['ingress', 'from'] : ['egress', 'to'];
  return recordsOf(at(policy.manifest, 'spec', list ?? '')).flatMap((rule) => {
    const peers = recordsOf(rule[side ?? '']);
    const openings = peers.length === 0 ? [{ text: 'everybody', isWide: true }] : peers.map(peerOpening);
    return openings.flatMap(({ text, isWide }) =>
      portTexts(rule.ports).map((port) => ({ text: port === '' ? text : `${text} on port ${port}`, isWide })),
    );
  });
};

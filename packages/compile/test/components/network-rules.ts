import type { Manifest } from '@wildermesser/manifest';
import { networkPolicy } from '@wildermesser/manifest/networking/v1';
import type { Release } from '@wildermesser/manifest/template';
import { recommendedLabels } from '@wildermesser/manifest/workload';

/** Addresses that may connect. */
export interface AddressRange {
  readonly cidr: string;
  /** Parts of it that may not. */
  readonly except?: readonly string[];
}

/** Who may talk to the pods, and whom they may talk to. */
export interface NetworkRulesValues {
  /** @default [] */
  readonly allowedRanges: readonly AddressRange[];
  /** Names of namespaces whose pods may connect. @default [] */
  readonly allowedNamespaces: readonly string[];
  /** Ports that are open to them; all when empty. @default [] */
  readonly ports: readonly number[];
  readonly egress: {
    /** Whether what the pods may reach is limited. @default true */
    readonly restricted: boolean;
    /** Whether names may be looked up. @default true */
    readonly dns: boolean;
    /** @default [] */
    readonly cidrs: readonly string[];
  };
}

/** One policy for the way in, one for the way out. */
export const networkRules = (values: NetworkRulesValues, release: Release): readonly Manifest[] => {
  const labels = recommendedLabels({ name: 'rules', component: 'network', partOf: 'rules' });
  const podSelector = { matchLabels: { app: release.name } };
  const peers = [
    ...values.allowedRanges.map(({ cidr, except }) => ({
      ipBlock: { cidr, ...(except === undefined ? {} : { except }) },
    })),
    ...values.allowedNamespaces.map((name) => ({
      namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': name } },
    })),
  ];
  const isOpen = peers.length > 0;
  return [
    networkPolicy({
      metadata: { name: `${release.name}-ingress`, labels },
      spec: {
        podSelector,
        policyTypes: ['Ingress'],
        ingress: isOpen ? [{ from: peers, ports: values.ports.map((port) => ({ port, protocol: 'TCP' })) }] : [],
      },
    }),
    ...(values.egress.restricted
      ? [
          networkPolicy({
            metadata: { name: `${release.name}-egress`, labels },
            spec: {
              podSelector,
              policyTypes: ['Egress'],
              egress: [
                ...(values.egress.dns
                  ? [{ ports: (['UDP', 'TCP'] as const).map((protocol) => ({ port: 53, protocol })) }]
                  : []),
                ...values.egress.cidrs.map((cidr) => ({ to: [{ ipBlock: { cidr } }] })),
              ],
            },
          }),
        ]
      : []),
  ];
};

export const examples: readonly NetworkRulesValues[] = [
  { allowedRanges: [], allowedNamespaces: [], ports: [], egress: { restricted: true, dns: true, cidrs: [] } },
  {
    allowedRanges: [{ cidr: '10.0.0.0/8', except: ['10.1.0.0/16'] }, { cidr: '::/0' }],
    allowedNamespaces: ['ingress-nginx', 'monitoring'],
    ports: [80, 8080],
    egress: { restricted: true, dns: false, cidrs: ['0.0.0.0/0'] },
  },
  {
    allowedRanges: [],
    allowedNamespaces: ['default'],
    ports: [],
    egress: { restricted: false, dns: true, cidrs: ['192.0.2.1/32'] },
  },
];

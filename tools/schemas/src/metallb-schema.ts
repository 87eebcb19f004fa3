import { objectMetaDefinition, type SchemaNode } from '../../../packages/manifest/src/schema/schema-node.ts';
import { customResource } from './custom-resource.ts';
import type { CustomGroup, CustomKind } from './custom-sources.ts';
import type { SchemaFile } from './schema-file.ts';

const text: SchemaNode = { type: 'string' };
const flag: SchemaNode = { type: 'boolean' };
const number: SchemaNode = { type: 'integer' };
const int32: SchemaNode = { ...number, format: 'int32' };
const list = (items: SchemaNode): SchemaNode => ({ type: 'array', items });
const from = (minimum: number, maximum: number): SchemaNode => ({ ...number, minimum, maximum });

const selectors = list({ $ref: 'io.k8s.apimachinery.pkg.apis.meta.v1.LabelSelector' });
const asNumber = from(0, 4294967295);
const milliseconds = from(10, 60000);

const object = (fields: Readonly<Record<string, SchemaNode>>, required: readonly string[] = []): SchemaNode => ({
  type: 'object',
  ...(required.length > 0 && { required }),
  properties: fields,
});

/** What both versions of a BGPPeer have. */
const peerFields = {
  ...{ bfdProfile: text, ebgpMultiHop: flag, holdTime: text, keepaliveTime: text, myASN: asNumber, password: text },
  ...{ peerASN: asNumber, peerAddress: text, routerID: text, sourceAddress: text },
};

/** Definitions below `metallb.io/`: the `spec` of each kind, and the objects in these. */
const parts: Readonly<Record<string, SchemaNode>> = {
  'v1beta1.BFDProfileSpec': object({
    detectMultiplier: from(2, 255),
    echoInterval: milliseconds,
    echoMode: flag,
    minimumTtl: from(1, 254),
    passiveMode: flag,
    receiveInterval: milliseconds,
    transmitInterval: milliseconds,
  }),
  'v1beta1.BGPAdvertisementSpec': object({
    aggregationLength: { ...int32, minimum: 1, default: 32 },
    aggregationLengthV6: { ...int32, default: 128 },
    communities: list(text),
    ipAddressPoolSelectors: selectors,
    ipAddressPools: list(text),
    localPref: int32,
    nodeSelectors: selectors,
    peers: list(text),
  }),
  'v1beta1.BGPPeerMatchExpressions': object({ key: text, operator: text, values: { ...list(text), minItems: 1 } }, [
    ...['key', 'operator', 'values'],
  ]),
  'v1beta1.BGPPeerNodeSelectors': object({
    matchExpressions: list({ $ref: 'metallb.io/v1beta1.BGPPeerMatchExpressions' }),
    matchLabels: { type: 'object', additionalProperties: text },
  }),
  'v1beta1.BGPPeerSpec': object(
    {
      ...peerFields,
      nodeSelectors: list({ $ref: 'metallb.io/v1beta1.BGPPeerNodeSelectors' }),
      peerPort: from(0, 16384),
    },
    ['myASN', 'peerASN', 'peerAddress'],
  ),
  'v1beta1.CommunityCommunities': object({ name: text, value: text }),
  'v1beta1.CommunitySpec': object({ communities: list({ $ref: 'metallb.io/v1beta1.CommunityCommunities' }) }),
  'v1beta1.IPAddressPoolServiceAllocation': object({
    namespaceSelectors: selectors,
    namespaces: list(text),
    priority: number,
    serviceSelectors: selectors,
  }),
  'v1beta1.IPAddressPoolSpec': object(
    {
      addresses: list(text),
      autoAssign: { ...flag, default: true },
      avoidBuggyIPs: { ...flag, default: false },
      serviceAllocation: { $ref: 'metallb.io/v1beta1.IPAddressPoolServiceAllocation' },
    },
    ['addresses'],
  ),
  'v1beta1.L2AdvertisementSpec': object({
    interfaces: list(text),
    ipAddressPoolSelectors: selectors,
    ipAddressPools: list(text),
    nodeSelectors: selectors,
  }),
  'v1beta2.BGPPeerPasswordSecret': object({ name: text, namespace: text }),
  'v1beta2.BGPPeerSpec': object(
    {
      ...peerFields,
      connectTime: text,
      disableMP: { ...flag, default: false },
      dualStackAddressFamily: { ...flag, default: false },
      dynamicASN: { ...text, enum: ['internal', 'external'] },
      enableGracefulRestart: flag,
      interface: text,
      nodeSelectors: selectors,
      passwordSecret: { $ref: 'metallb.io/v1beta2.BGPPeerPasswordSecret' },
      peerPort: { ...from(1, 16384), default: 179 },
      vrf: text,
    },
    ['myASN'],
  ),
};

const kinds: Readonly<Record<string, readonly CustomKind[]>> = {
  v1beta1: [
    ['BFDProfile', 'bfdprofiles', 'Namespaced'],
    ['BGPAdvertisement', 'bgpadvertisements', 'Namespaced'],
    ['BGPPeer', 'bgppeers', 'Namespaced'],
    ['Community', 'communities', 'Namespaced'],
    ['IPAddressPool', 'ipaddresspools', 'Namespaced'],
    ['L2Advertisement', 'l2advertisements', 'Namespaced'],
  ],
  v1beta2: [['BGPPeer', 'bgppeers', 'Namespaced']],
};

/** MetalLB, which no npm package describes. */
export const metallb: CustomGroup = { group: 'metallb.io', folder: 'metallb', kinds };

const kindNode = (spec: string, needsSpec: boolean): SchemaNode =>
  object(
    {
      apiVersion: text,
      kind: text,
      metadata: { $ref: objectMetaDefinition },
      spec: { $ref: spec },
      status: {},
    },
    needsSpec ? ['spec'] : [],
  );

/** The schemas of MetalLB's custom resources, from the table above. */
export const metallbSchema = (): SchemaFile => {
  const definitions = Object.fromEntries(Object.entries(parts).map(([name, node]) => [`metallb.io/${name}`, node]));
  const resources = Object.entries(kinds).flatMap(([version, ofVersion]) =>
    ofVersion.map((kind) => {
      const definition = `metallb.io/${version}.${kind[0]}`;
      definitions[definition] = kindNode(`${definition}Spec`, kind[0] === 'IPAddressPool');
      return customResource('metallb.io', version, kind, definition);
    }),
  );
  return {
    source: 'written by hand from config/crd/bases of the public repository metallb/metallb, about release 0.15',
    omits: 'descriptions, status, what later releases add, list types, CEL rules',
    resources,
    definitions,
  };
};

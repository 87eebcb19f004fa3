import { clusterObject, object, type Sample, samplesOf } from './sample.ts';

const ports = [{ name: 'http', port: 80, protocol: 'TCP', targetPort: 8080 }];
const serviceOf = (fields: object) =>
  object('v1', 'Service', { spec: { ports, selector: { app: 'sample' }, ...fields } });

const service = samplesOf(serviceOf({}), {
  refused: {
    'becomes headless': ['spec.clusterIP', { spec: { clusterIP: 'None' } }],
  },
  taken: {
    'type NodePort': { spec: { type: 'NodePort' } },
    'type LoadBalancer': { spec: { type: 'LoadBalancer' } },
    'type ExternalName': {
      spec: { type: 'ExternalName', externalName: 'web.example', clusterIP: null, clusterIPs: null },
    },
    ports: { spec: { ports: [{ ...ports[0], port: 81 }] } },
    selector: { spec: { selector: { app: 'other' } } },
    sessionAffinity: { spec: { sessionAffinity: 'ClientIP' } },
    externalIPs: { spec: { externalIPs: ['192.0.2.1'] } },
    internalTrafficPolicy: { spec: { internalTrafficPolicy: 'Local' } },
    publishNotReadyAddresses: { spec: { publishNotReadyAddresses: true } },
  },
});

const singleStack = samplesOf(serviceOf({ ipFamilies: ['IPv4'], ipFamilyPolicy: 'SingleStack' }), {
  refused: { 'primary family': ['spec.ipFamilies', { spec: { ipFamilies: ['IPv6'] } }] },
});

const headless = samplesOf(serviceOf({ clusterIP: 'None' }), {
  refused: { 'gets an address': ['spec.clusterIP', { spec: { clusterIP: '10.96.7.77', clusterIPs: null } }] },
  taken: {
    // The server keeps `None`: the change is taken and does nothing, which has a finding of its own.
    'clusterIP left out': { spec: { clusterIP: null } },
    'ExternalName from headless': {
      spec: { type: 'ExternalName', externalName: 'web.example', clusterIP: null, clusterIPs: null },
    },
  },
});

const fixedAddress = samplesOf(serviceOf({ clusterIP: '10.96.7.78' }), {
  refused: { 'another address': ['spec.clusterIP', { spec: { clusterIP: '10.96.7.79', clusterIPs: null } }] },
});

const external = samplesOf(object('v1', 'Service', { spec: { type: 'ExternalName', externalName: 'web.example' } }), {
  taken: {
    'ClusterIP from ExternalName': { spec: { type: 'ClusterIP', externalName: null, ports } },
    externalName: { spec: { externalName: 'other.example' } },
  },
});

const balanced = samplesOf(serviceOf({ type: 'LoadBalancer', loadBalancerClass: 'example.com/inner' }), {
  refused: {
    loadBalancerClass: ['spec.loadBalancerClass', { spec: { loadBalancerClass: 'example.com/outer' } }],
    'loadBalancerClass removed': ['spec.loadBalancerClass', { spec: { loadBalancerClass: null } }],
  },
  taken: {
    loadBalancerSourceRanges: { spec: { loadBalancerSourceRanges: ['192.0.2.0/24'] } },
    'back to ClusterIP': { spec: { type: 'ClusterIP', loadBalancerClass: null } },
  },
});

const balancedByDefault = samplesOf(serviceOf({ type: 'LoadBalancer' }), {
  refused: {
    'loadBalancerClass set later': ['spec.loadBalancerClass', { spec: { loadBalancerClass: 'example.com/inner' } }],
  },
});

const local = samplesOf(
  serviceOf({ type: 'LoadBalancer', externalTrafficPolicy: 'Local', healthCheckNodePort: 30_123 }),
  { refused: { healthCheckNodePort: ['spec.healthCheckNodePort', { spec: { healthCheckNodePort: 30_124 } }] } },
);

const localByDefault = samplesOf(serviceOf({ type: 'LoadBalancer', externalTrafficPolicy: 'Local' }), {
  taken: { externalTrafficPolicy: { spec: { externalTrafficPolicy: 'Cluster', healthCheckNodePort: null } } },
});

const slice = samplesOf(
  {
    ...object('discovery.k8s.io/v1', 'EndpointSlice', {
      addressType: 'IPv4',
      endpoints: [{ addresses: ['192.0.2.1'] }],
    }),
  },
  {
    refused: {
      addressType: ['addressType', { addressType: 'FQDN', endpoints: [{ addresses: ['web.example'] }] }],
    },
    taken: { endpoints: { endpoints: [{ addresses: ['192.0.2.2'] }] } },
  },
);

const parent = (name: string) => ({ spec: { parentRef: { resource: 'services', namespace: 'default', name } } });
const address = samplesOf(
  { ...clusterObject('networking.k8s.io/v1', 'IPAddress', parent('web')), metadata: { name: '192.0.2.7' } },
  { refused: { parentRef: ['spec.parentRef', parent('other')] } },
);

const ingressClass = samplesOf(
  clusterObject('networking.k8s.io/v1', 'IngressClass', { spec: { controller: 'example.com/ingress' } }),
  {
    refused: { controller: ['spec.controller', { spec: { controller: 'example.com/other' } }] },
    taken: {
      parameters: {
        spec: { parameters: { scope: 'Cluster', apiGroup: 'example.com', kind: 'Settings', name: 'web' } },
      },
    },
  },
);

const backend = (name: string) => ({ service: { name, port: { number: 80 } } });
const ingress = samplesOf(object('networking.k8s.io/v1', 'Ingress', { spec: { defaultBackend: backend('web') } }), {
  taken: {
    ingressClassName: { spec: { ingressClassName: 'nginx' } },
    defaultBackend: { spec: { defaultBackend: backend('other') } },
  },
});

const networkPolicy = samplesOf(object('networking.k8s.io/v1', 'NetworkPolicy', { spec: { podSelector: {} } }), {
  taken: {
    podSelector: { spec: { podSelector: { matchLabels: { app: 'sample' } } } },
    policyTypes: { spec: { policyTypes: ['Ingress', 'Egress'] } },
  },
});

/** Kinds that carry traffic. */
export const networkSamples: readonly Sample[] = [
  ...service,
  ...singleStack,
  ...headless,
  ...fixedAddress,
  ...external,
  ...balanced,
  ...balancedByDefault,
  ...local,
  ...localByDefault,
  ...slice,
  ...address,
  ...ingressClass,
  ...ingress,
  ...networkPolicy,
];

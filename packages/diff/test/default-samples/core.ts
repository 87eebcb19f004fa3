import type { Manifest } from '@wildermesser/manifest';
import { clusterObject, object } from '../immutable-samples/sample.ts';

const ports = [{ port: 80 }];
const selector = { app: 'sample' };

const services = [
  { ports },
  {
    selector,
    ports: [
      { name: 'http', port: 80, targetPort: 'http' },
      { name: 'dns', port: 53, protocol: 'UDP' },
    ],
  },
  { selector, ports, clusterIP: 'None' },
  { selector, ports, sessionAffinity: 'ClientIP', publishNotReadyAddresses: false },
  { selector, ports, type: 'NodePort' },
  { selector, ports, type: 'LoadBalancer' },
  { selector, ports, type: 'LoadBalancer', externalTrafficPolicy: 'Local', allocateLoadBalancerNodePorts: false },
  { type: 'ExternalName', externalName: 'elsewhere.example' },
];

const volume = { accessModes: ['ReadWriteOnce'], capacity: { storage: '10Gi' } };

const volumes = [
  { ...volume, hostPath: { path: '/data' } },
  { ...volume, nfs: { server: '10.0.0.1', path: '/data' }, storageClassName: '' },
  { ...volume, csi: { driver: 'disks.example', volumeHandle: 'one' }, persistentVolumeReclaimPolicy: 'Delete' },
  { ...volume, iscsi: { targetPortal: '10.0.0.1', iqn: 'iqn.2001-04.com.example:disk', lun: 0 } },
  { ...volume, azureDisk: { diskName: 'disk', diskURI: 'https://disks.example/disk' } },
  { ...volume, rbd: { monitors: ['10.0.0.1'], image: 'disk' } },
];

const limits = [
  { type: 'Container' },
  { type: 'Container', max: { cpu: '1', memory: '1Gi' }, min: { cpu: '100m' } },
  { type: 'Container', default: { cpu: '500m' }, max: { cpu: 2 } },
  { type: 'Container', min: { memory: '64Mi' } },
  { type: 'Pod', max: { cpu: '4' } },
];

/** Services, volumes, settings and the rest of the first group. */
export const coreSamples: readonly Manifest[] = [
  ...services.map((spec) => object('v1', 'Service', { spec })),
  ...volumes.map((spec) => clusterObject('v1', 'PersistentVolume', { spec })),
  object('v1', 'PersistentVolumeClaim', {
    spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1024Mi' } } },
  }),
  object('v1', 'PersistentVolumeClaim', {
    spec: {
      accessModes: ['ReadWriteMany'],
      storageClassName: 'fast',
      resources: { requests: { storage: 1_073_741_824 } },
      dataSource: { apiGroup: 'snapshot.storage.k8s.io', kind: 'VolumeSnapshot', name: 'before' },
    },
  }),
  object('v1', 'ConfigMap', { data: { empty: '' }, binaryData: {} }),
  object('v1', 'ConfigMap', { data: { text: 'a' }, immutable: false }),
  object('v1', 'Secret', { data: { key: 'YQ==' } }),
  object('v1', 'Secret', { data: { key: 'YQ==' }, immutable: false, type: 'example.com/key' }),
  object('v1', 'ServiceAccount', {}),
  object('v1', 'ServiceAccount', { automountServiceAccountToken: false, imagePullSecrets: [{ name: 'registry' }] }),
  ...limits.map((limit) => object('v1', 'LimitRange', { spec: { limits: [limit] } })),
  object('v1', 'ResourceQuota', { spec: { hard: { cpu: '1000m', pods: 10, 'requests.storage': '1024Gi' } } }),
  object('v1', 'Endpoints', { subsets: [{ addresses: [{ ip: '10.0.0.1' }], ports }] }),
  object('discovery.k8s.io/v1', 'EndpointSlice', {
    addressType: 'IPv4',
    endpoints: [{ addresses: ['10.0.0.1'] }],
    ports: [{ port: 80 }, { name: 'dns', port: 53, protocol: 'UDP' }],
  }),
  clusterObject('v1', 'Namespace', {}),
];

import type { Service } from '@wildermesser/manifest/core/v1';
import type { NetworkPolicy } from '@wildermesser/manifest/networking/v1';
import type { StoredMySQL } from '../../resource/index.ts';
import { ownerOf, ownLabels } from './belonging.ts';

/** By which Service, NetworkPolicy and people find the pod of the server. */
export const serverSelector = ({ metadata }: StoredMySQL): Readonly<Record<string, string>> => ({ app: metadata.name });

const metadataOf = (mysql: StoredMySQL) => ({
  name: mysql.metadata.name,
  namespace: mysql.metadata.namespace ?? '',
  labels: ownLabels(mysql),
  ownerReferences: [ownerOf(mysql)],
});

export const service = (mysql: StoredMySQL): Service => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: metadataOf(mysql),
  spec: {
    clusterIP: 'None',
    selector: serverSelector(mysql),
    ports: [{ name: 'mysql', port: 3306, protocol: 'TCP', targetPort: 3306 }],
  },
});

/** The server is asked at one port, and asks nobody. */
export const networkPolicy = (mysql: StoredMySQL): NetworkPolicy => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: metadataOf(mysql),
  spec: {
    podSelector: { matchLabels: serverSelector(mysql) },
    policyTypes: ['Ingress', 'Egress'],
    ingress: [{ ports: [{ port: 3306, protocol: 'TCP' }] }],
  },
});

import { component } from '@wildermesser/emit';
import { kind, type Manifest } from '@wildermesser/manifest';
import { confirmedDeletion, generatedSecret, podNamespace, recommendedLabels } from '@wildermesser/manifest/workload';
import { waves } from './waves.ts';

const namespace = 'mysql';
const name = 'mysql-instance';
/** Not the Secret of the operator, which is `mysql-instance-password`. */
const secret = 'mysql-instance-root';
const labels = recommendedLabels({ name: 'mysql', component: 'database', partOf: 'kubernetes-operators' });

const mySQL = kind<Manifest & { readonly spec: object }>('otus.homework/v1', 'MySQL');

/** Not restricted: without a storage class the volume is a directory of the node, which a container gives to the server. */
const home = podNamespace(namespace, 'baseline');

/** The instance of the course: one database of 1Gi, whose password the cluster makes up. */
export const sample = component({
  name: 'sample',
  namespace,
  wave: waves.sample,
  manifests: () => [
    {
      ...home,
      metadata: {
        ...home.metadata,
        annotations: {
          ...home.metadata.annotations,
          'wildermesser.dev/allow.pod-security-too-lax':
            'the operator makes pods here whose init container owns a hostPath volume',
        },
      },
    },
    ...generatedSecret({ name: secret, keys: { password: 16 }, labels }),
    mySQL({
      metadata: { name, labels, annotations: confirmedDeletion },
      spec: {
        image: 'docker.io/library/mysql:8.4',
        database: 'otus-database',
        // Required by the definition; empty, because the password is in a Secret that nobody wrote.
        password: '',
        password_secret: { name: secret, key: 'password' },
        storage_size: '1Gi',
      },
    }),
  ],
});

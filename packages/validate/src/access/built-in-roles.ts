import type { PolicyRule } from './policy-rule.ts';

/** A ClusterRole that the API server makes at its first start. */
export interface BuiltInRole {
  readonly labels: Readonly<Record<string, string>>;
  /** Label of the ClusterRoles whose rules this one takes over. */
  readonly aggregates?: string;
  readonly rules: readonly PolicyRule[];
}

const aggregateTo = (level: string): string => `rbac.authorization.k8s.io/aggregate-to-${level}`;
const read = ['get', 'list', 'watch'];
const write = ['create', 'delete', 'deletecollection', 'patch', 'update'];

/** `group: resources` granted with some verbs. */
const grants = (verbs: readonly string[], byGroup: Readonly<Record<string, string>>): PolicyRule[] =>
  Object.entries(byGroup).map(([group, resources]) => ({ apiGroups: [group], resources: resources.split(' '), verbs }));

const view: readonly PolicyRule[] = grants(read, {
  '':
    'bindings configmaps endpoints events limitranges namespaces namespaces/status persistentvolumeclaims ' +
    'persistentvolumeclaims/status pods pods/log pods/status replicationcontrollers replicationcontrollers/scale ' +
    'replicationcontrollers/status resourcequotas resourcequotas/status serviceaccounts services services/status',
  apps:
    'controllerrevisions daemonsets daemonsets/status deployments deployments/scale deployments/status replicasets ' +
    'replicasets/scale replicasets/status statefulsets statefulsets/scale statefulsets/status',
  autoscaling: 'horizontalpodautoscalers horizontalpodautoscalers/status',
  batch: 'cronjobs cronjobs/status jobs jobs/status',
  'discovery.k8s.io': 'endpointslices',
  'events.k8s.io': 'events',
  extensions:
    'daemonsets daemonsets/status deployments deployments/scale deployments/status ingresses ingresses/status ' +
    'networkpolicies replicasets replicasets/scale replicasets/status replicationcontrollers/scale',
  'networking.k8s.io': 'ingresses ingresses/status networkpolicies',
  policy: 'poddisruptionbudgets poddisruptionbudgets/status',
  'resource.k8s.io': 'resourceclaims resourceclaims/status resourceclaimtemplates',
});

const edit: readonly PolicyRule[] = [
  ...grants(read, { '': 'pods/attach pods/exec pods/portforward pods/proxy secrets services/proxy' }),
  ...grants(['impersonate'], { '': 'serviceaccounts' }),
  ...grants(['create'], { '': 'pods/eviction serviceaccounts/token' }),
  ...grants(write, {
    '':
      'configmaps events persistentvolumeclaims pods pods/attach pods/exec pods/portforward pods/proxy ' +
      'replicationcontrollers replicationcontrollers/scale secrets serviceaccounts services services/proxy',
    apps:
      'daemonsets deployments deployments/rollback deployments/scale replicasets replicasets/scale statefulsets ' +
      'statefulsets/scale',
    autoscaling: 'horizontalpodautoscalers',
    batch: 'cronjobs jobs',
    'events.k8s.io': 'events',
    extensions:
      'daemonsets deployments deployments/rollback deployments/scale ingresses networkpolicies replicasets ' +
      'replicasets/scale replicationcontrollers/scale',
    'networking.k8s.io': 'ingresses networkpolicies',
    policy: 'poddisruptionbudgets',
    'resource.k8s.io': 'resourceclaims resourceclaimtemplates',
  }),
  ...grants([...write, ...read], { 'coordination.k8s.io': 'leases' }),
];

const admin: readonly PolicyRule[] = [
  ...grants(['create'], { 'authorization.k8s.io': 'localsubjectaccessreviews' }),
  ...grants([...write, ...read], { 'rbac.authorization.k8s.io': 'rolebindings roles' }),
];

const urls = (text: string): readonly PolicyRule[] => [{ verbs: ['get'], nonResourceURLs: text.split(' ') }];

/**
 * The ClusterRoles for people, and those that every user has, by name. From the bootstrap policy of Kubernetes 1.36
 * (`plugin/pkg/auth/authorizer/rbac/bootstrappolicy`); roles of the control plane's own components are left out.
 */
export const builtInRoles: Readonly<Record<string, BuiltInRole>> = {
  'cluster-admin': {
    labels: {},
    rules: [
      { apiGroups: ['*'], resources: ['*'], verbs: ['*'] },
      { nonResourceURLs: ['*'], verbs: ['*'] },
    ],
  },
  admin: { labels: {}, aggregates: aggregateTo('admin'), rules: [] },
  edit: { labels: { [aggregateTo('admin')]: 'true' }, aggregates: aggregateTo('edit'), rules: [] },
  view: { labels: { [aggregateTo('edit')]: 'true' }, aggregates: aggregateTo('view'), rules: [] },
  'system:aggregate-to-admin': { labels: { [aggregateTo('admin')]: 'true' }, rules: admin },
  'system:aggregate-to-edit': { labels: { [aggregateTo('edit')]: 'true' }, rules: edit },
  'system:aggregate-to-view': { labels: { [aggregateTo('view')]: 'true' }, rules: view },
  'system:basic-user': {
    labels: {},
    rules: grants(['create'], {
      'authentication.k8s.io': 'selfsubjectreviews',
      'authorization.k8s.io': 'selfsubjectaccessreviews selfsubjectrulesreviews',
    }),
  },
  'system:discovery': {
    labels: {},
    rules: urls('/api /api/* /apis /apis/* /healthz /livez /openapi /openapi/* /readyz /version /version/'),
  },
  'system:public-info-viewer': { labels: {}, rules: urls('/healthz /livez /readyz /version /version/') },
  'system:service-account-issuer-discovery': {
    labels: {},
    rules: urls(
      '/.well-known/openid-configuration /.well-known/openid-configuration/ /openid/v1/jwks /openid/v1/jwks/',
    ),
  },
};

/** Who has the built-in roles from the start: role, group. */
export const builtInBindings: readonly (readonly [string, string])[] = [
  ['cluster-admin', 'system:masters'],
  ['system:basic-user', 'system:authenticated'],
  ['system:discovery', 'system:authenticated'],
  ['system:public-info-viewer', 'system:authenticated'],
  ['system:public-info-viewer', 'system:unauthenticated'],
  ['system:service-account-issuer-discovery', 'system:serviceaccounts'],
];

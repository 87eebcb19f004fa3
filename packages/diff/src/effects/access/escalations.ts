import type { Severity } from '../../model/severity.ts';
import type { Permission } from './permission.ts';

/** Permissions that lead to more than they say. */
interface Escalation {
  /** What it comes to, after "may". */
  readonly text: string;
  readonly verbs: readonly string[];
  readonly apiGroup: string;
  readonly resources: readonly string[];
  /** Within one namespace it is worth less. */
  readonly within: Severity;
}

const rbac = 'rbac.authorization.k8s.io';
const write = ['create', 'patch', 'update'];

/** Source: the RBAC good practices of the Kubernetes documentation, "privilege escalation risks". */
const escalations: readonly Escalation[] = [
  { text: 'do everything', verbs: ['*'], apiGroup: '*', resources: ['*'], within: 'danger' },
  {
    text: 'give itself any role',
    verbs: ['bind', 'escalate'],
    apiGroup: rbac,
    resources: ['roles', 'clusterroles'],
    within: 'danger',
  },
  {
    text: 'act as others',
    verbs: ['impersonate'],
    apiGroup: '',
    resources: ['users', 'groups', 'serviceaccounts'],
    within: 'danger',
  },
  {
    text: 'read Secrets',
    verbs: ['get', 'list', 'watch'],
    apiGroup: '',
    resources: ['secrets'],
    within: 'warning',
  },
  {
    text: 'take the tokens of ServiceAccounts',
    verbs: ['create'],
    apiGroup: '',
    resources: ['serviceaccounts/token'],
    within: 'warning',
  },
  {
    text: 'run commands in Pods',
    verbs: ['create', 'get'],
    apiGroup: '',
    resources: ['pods/exec', 'pods/attach'],
    within: 'warning',
  },
  {
    text: 'start Pods, and so use every ServiceAccount and Secret beside them',
    verbs: ['create', 'patch', 'update'],
    apiGroup: '',
    resources: ['pods'],
    within: 'warning',
  },
  {
    text: 'start Pods through workloads, and so use every ServiceAccount and Secret beside them',
    verbs: write,
    apiGroup: 'apps',
    resources: ['deployments', 'daemonsets', 'statefulsets', 'replicasets'],
    within: 'warning',
  },
  {
    text: 'start Pods through Jobs, and so use every ServiceAccount and Secret beside them',
    verbs: write,
    apiGroup: 'batch',
    resources: ['jobs', 'cronjobs'],
    within: 'warning',
  },
  {
    text: 'reach the kubelet of every node',
    verbs: ['get', 'create'],
    apiGroup: '',
    resources: ['nodes/proxy'],
    within: 'danger',
  },
  {
    text: 'read any file of a node through volumes',
    verbs: ['create'],
    apiGroup: '',
    resources: ['persistentvolumes'],
    within: 'danger',
  },
  {
    text: 'sign certificates for anybody',
    verbs: ['update', 'patch', 'approve', 'sign'],
    apiGroup: 'certificates.k8s.io',
    resources: ['certificatesigningrequests/approval', 'certificatesigningrequests/status', 'signers'],
    within: 'danger',
  },
  {
    text: 'read and change every object through webhooks',
    verbs: write,
    apiGroup: 'admissionregistration.k8s.io',
    resources: ['mutatingwebhookconfigurations', 'validatingwebhookconfigurations'],
    within: 'danger',
  },
  {
    text: 'change roles and bindings',
    verbs: write,
    apiGroup: rbac,
    resources: ['roles', 'rolebindings', 'clusterroles', 'clusterrolebindings'],
    within: 'warning',
  },
  {
    text: 'lift the Pod Security level of namespaces',
    verbs: ['patch', 'update'],
    apiGroup: '',
    resources: ['namespaces'],
    within: 'warning',
  },
];

const has = (granted: string, wanted: string): boolean => granted === '*' || granted === wanted;

/** Whether a granted resource has a wanted one: `*` has all, `*` + `/exec` that subresource of all. */
const hasResource = (granted: string, wanted: string): boolean => {
  const subresource = wanted.split('/')[1];
  return has(granted, wanted) || (subresource !== undefined && granted === `*/${subresource}`);
};

const grants = (permission: Permission, { verbs, apiGroup, resources }: Escalation): boolean =>
  !('url' in permission) &&
  permission.name === '' &&
  verbs.some((verb) => has(permission.verb, verb)) &&
  has(permission.apiGroup, apiGroup) &&
  resources.some((resource) => hasResource(permission.resource, resource));

/** What permissions lead to, each said once, with how bad it is in the whole cluster or in one namespace. */
export const escalationsIn = (
  permissions: readonly Permission[],
  namespace: string,
): readonly { readonly text: string; readonly severity: Severity }[] => {
  const found = escalations.filter((escalation) => permissions.some((permission) => grants(permission, escalation)));
  const [first] = found;
  // Who may do everything need not be told the rest.
  const told = first === escalations[0] ? found.slice(0, 1) : found;
  return told.map(({ text, within }) => ({ text, severity: namespace === '' ? 'danger' : within }));
};

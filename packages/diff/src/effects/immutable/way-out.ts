import type { World } from '../../model/rule.ts';
import type { ChangedObject } from '../reading/changed-objects.ts';
import { kubectl, resourceName } from '../reading/kubectl.ts';
import { claimSteps } from './claim-steps.ts';
import type { Refusal } from './refusals.ts';

/** What to do instead of a change that is refused. */
export interface WayOut {
  readonly advice: string;
  readonly commands?: readonly string[];
}

/** The first advice by kind; a function where it depends on the object. */
type Way = (object: ChangedObject, refusal: Refusal, head: World) => WayOut;

const advise =
  (advice: string): Way =>
  () => ({ advice });

const deleteThenSync =
  (advice: string, ...flags: readonly string[]): Way =>
  ({ head: { identity } }) => ({ advice, commands: [kubectl(identity, 'delete', resourceName(identity), ...flags)] });

const versionLabels = new Set(['helm.sh/chart', 'app.kubernetes.io/version', 'chart', 'version']);

/** A selector with a version in it is refused again with each new version. */
const orphaning =
  (what: string): Way =>
  (object, refusal, head) => {
    const way = withoutPods(what)(object, refusal, head);
    return refusal.change.path.some((step) => typeof step === 'string' && versionLabels.has(step))
      ? { ...way, advice: `take the version out of the selector for good; ${way.advice}` }
      : way;
  };

const withoutPods = (what: string): Way =>
  deleteThenSync(
    `give the ${what} another name in one change and remove the old one in the next; or delete it and leave its Pods running, sync, then delete what the old one left behind`,
    '--cascade=orphan',
  );

const asNewObject = (what: string): Way =>
  advise(`make a new ${what} under another name, move what refers to it, and remove this one afterwards`);

const withContentName = (what: string): Way =>
  advise(
    `put a hash of the content into the name of the ${what}, so that a new content is a new object and its Pods restart`,
  );

const rebinding: Way = ({ head: { identity } }) => ({
  advice:
    'add a binding under another name in one change and remove this one in the next; deleting it first takes the permissions away until the sync makes it anew',
  commands: [kubectl(identity, 'delete', resourceName(identity))],
});

const ways: Readonly<Record<string, Way>> = {
  'apps/Deployment': orphaning('Deployment'),
  'apps/DaemonSet': orphaning('DaemonSet'),
  'apps/ReplicaSet': orphaning('ReplicaSet'),
  'apps/StatefulSet': claimSteps,
  'batch/Job': deleteThenSync(
    'delete the Job before the sync, give it a name that changes with its content, or set the sync options Force=true,Replace=true on it so that each change runs it again',
  ),
  '/Pod': deleteThenSync(
    'delete the Pod and sync, or set the sync options Force=true,Replace=true on it; a Deployment would replace its Pods by itself',
  ),
  '/PersistentVolumeClaim': advise(
    'add a claim under another name, copy the data, point the Pods to it, and remove this one in a later change; a claim that nothing is stored in can be deleted and synced',
  ),
  '/PersistentVolume': asNewObject('PersistentVolume'),
  'storage.k8s.io/StorageClass': asNewObject('StorageClass'),
  'storage.k8s.io/VolumeAttributesClass': asNewObject('VolumeAttributesClass'),
  'scheduling.k8s.io/PriorityClass': asNewObject('PriorityClass'),
  'node.k8s.io/RuntimeClass': asNewObject('RuntimeClass'),
  'networking.k8s.io/IngressClass': asNewObject('IngressClass'),
  '/ConfigMap': withContentName('ConfigMap'),
  '/Secret': (object, refusal, head) =>
    (refusal.change.path[0] === 'type' ? asNewObject('Secret') : withContentName('Secret'))(object, refusal, head),
  '/Service': deleteThenSync(
    'add a Service under another name and move its callers; or delete it and sync, which gives it another address and breaks connections until then',
  ),
  'rbac.authorization.k8s.io/RoleBinding': rebinding,
  'rbac.authorization.k8s.io/ClusterRoleBinding': rebinding,
  'apiextensions.k8s.io/CustomResourceDefinition': advise(
    'serve a new kind or version beside the old one and move the objects; deleting the definition deletes every object of it',
  ),
};

const otherwise = deleteThenSync('make a new object under another name, or delete this one and sync');

/** What to do about a refusal. */
export const wayOutOf: Way = (object, refusal, head) => {
  const { group, kind } = object.head.identity;
  return (ways[`${group}/${kind}`] ?? otherwise)(object, refusal, head);
};

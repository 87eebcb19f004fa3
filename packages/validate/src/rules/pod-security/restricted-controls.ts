import { at, fieldsOf, recordsOf, textOf, textsOf } from '../../read-fields.ts';
import { addedCapabilities, baselineControls, procMount, seccomp, unmaskedProc } from './baseline-controls.ts';
import type { Control } from './control.ts';
import { containersThat, detailsOf, inherited, nobody, setters } from './each-context.ts';

/** What a volume may be made of. One that is made of nothing is an emptyDir. */
const volumeSources = new Set([
  'configMap',
  'csi',
  'downwardAPI',
  'emptyDir',
  'ephemeral',
  'image',
  'persistentVolumeClaim',
  'projected',
  'secret',
]);
const profiles = new Set<unknown>(['RuntimeDefault', 'Localhost']);

const volumes: Control = {
  name: 'Volume Types',
  violations: ({ spec }) =>
    detailsOf(recordsOf(spec.volumes), (volume) => {
      const refused = Object.keys(volume).filter((key) => key !== 'name' && !volumeSources.has(key));
      return refused.length === 0 ? '' : `volume "${textOf(volume.name)}" is ${refused.join(', ')}`;
    }),
};

const privilegeEscalation: Control = {
  name: 'Privilege Escalation',
  violations: (pod) =>
    pod.windows
      ? nobody
      : containersThat(pod, (container) =>
          at(container, 'securityContext', 'allowPrivilegeEscalation') === false
            ? ''
            : 'does not set allowPrivilegeEscalation: false',
        ),
};

const runAsNonRoot: Control = {
  name: 'Running as Non-root',
  violations: (pod) =>
    pod.userNamespace
      ? nobody
      : inherited(pod, { name: 'runAsNonRoot' }, (value) => value === true).map(
          (who) => `${who} does not set runAsNonRoot: true`,
        ),
};

const runAsUser: Control = {
  name: 'Running as Non-root user',
  violations: (pod) =>
    pod.userNamespace
      ? nobody
      : setters(
          pod,
          { name: 'runAsUser' },
          (value) => value === 0,
          (who) => `${who} sets runAsUser: 0`,
        ),
};

const seccompProfile: Control = {
  name: 'Seccomp',
  violations: (pod) =>
    pod.windows
      ? nobody
      : inherited(pod, { of: 'seccompProfile', name: 'type' }, (value) => profiles.has(value)).map(
          (who) => `${who} does not set seccompProfile.type to RuntimeDefault or Localhost`,
        ),
};

const droppedCapabilities: Control = {
  name: 'Capabilities',
  violations: (pod) =>
    pod.windows
      ? nobody
      : containersThat(pod, (container) => {
          const { drop, add } = fieldsOf(at(container, 'securityContext', 'capabilities'));
          const refused = textsOf(add).filter((capability) => capability !== 'NET_BIND_SERVICE');
          const lacks = textsOf(drop).includes('ALL') ? '' : 'does not drop ALL';
          if (refused.length === 0) return lacks;
          return `${lacks === '' ? '' : `${lacks} and `}adds ${refused.join(', ')}`;
        }),
};

const maskedProc: Control = { name: '/proc Mount Type', violations: unmaskedProc };

const replaced = new Set([addedCapabilities, procMount, seccomp]);

/** All controls of the restricted level: its own, and those of the baseline that it does not replace. */
export const restrictedControls: readonly Control[] = [
  ...baselineControls.filter((control) => !replaced.has(control)),
  volumes,
  privilegeEscalation,
  runAsNonRoot,
  runAsUser,
  seccompProfile,
  droppedCapabilities,
  maskedProc,
];

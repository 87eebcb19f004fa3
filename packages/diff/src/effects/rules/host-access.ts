import type { RuleEffect } from '../../model/effect.ts';
import type { FieldPath } from '../../model/field-path.ts';
import type { Rule } from '../../model/rule.ts';
import type { SideObject } from '../../model/side.ts';
import { containersOf, type PodTemplate, podTemplateOf } from '../pods/pod-template.ts';
import { listed } from '../reading/amounts.ts';
import { touchedObjects } from '../reading/changed-objects.ts';
import { at, recordsOf, textOf, textsOf } from '../reading/fields.ts';

/** Pods get something of the node: its network, its ports, its files, its processes, or rights of its kernel. */
export const hostAccess: Rule = {
  name: 'host-access',
  check: (context) => touchedObjects(context).flatMap(({ base, head }) => judge(base, head)),
};

/** One thing of a node that Pods have, by a key that is the same on both sides. */
interface Hold {
  readonly key: string;
  readonly severity: 'warning' | 'danger';
  readonly field: FieldPath;
  readonly message: string;
}

const judge = (base: SideObject | undefined, head: SideObject): readonly RuleEffect[] => {
  const template = podTemplateOf(head.manifest);
  if (template === undefined) return [];
  const old = base === undefined ? undefined : podTemplateOf(base.manifest);
  const had = new Set(old === undefined ? [] : holdsOf(old).map(({ key }) => key));
  return holdsOf(template)
    .filter(({ key }) => !had.has(key))
    .map(({ severity, field, message }) => ({ severity, object: head.identity, field, message }));
};

const namespaces: readonly (readonly [string, string])[] = [
  [
    'hostNetwork',
    'Pods use the network of the node: they reach what listens there, and NetworkPolicies do not hold them',
  ],
  ['hostPID', 'Pods see every process of the node'],
  ['hostIPC', 'Pods share memory with processes of the node'],
];

/** What containers have anyway unless it is taken from them; the baseline level lets these be added. */
const ordinary = new Set(
  'AUDIT_WRITE CHOWN DAC_OVERRIDE FOWNER FSETID KILL MKNOD NET_BIND_SERVICE SETFCAP SETGID SETPCAP SETUID SYS_CHROOT'.split(
    ' ',
  ),
);

/** Capabilities with which a container is as good as root on the node. */
const dangerous = new Set(['ALL', 'SYS_ADMIN', 'SYS_PTRACE', 'SYS_MODULE', 'DAC_READ_SEARCH', 'BPF', 'NET_ADMIN']);

const holdsOf = (template: PodTemplate): readonly Hold[] => {
  const { spec, path } = template;
  return [
    ...namespaces.flatMap(([key, message]): readonly Hold[] =>
      spec[key] === true ? [{ key, severity: 'danger', field: [...path, 'spec', key], message }] : [],
    ),
    ...recordsOf(spec.volumes).flatMap((volume): readonly Hold[] => {
      const host = textOf(at(volume, 'hostPath', 'path'));
      const keys = { name: textOf(volume.name) };
      return host === ''
        ? []
        : [
            {
              key: `hostPath ${host}`,
              severity: 'danger',
              field: [...path, 'spec', 'volumes', { by: 'key', keys }, 'hostPath'],
              message: `Pods get ${host} of the node`,
            },
          ];
    }),
    ...containersOf(spec).flatMap(({ name, list, fields }): readonly Hold[] => {
      const field = [...path, 'spec', list, { by: 'key', keys: { name } }] as const;
      const security = at(fields, 'securityContext');
      const added = textsOf(at(security, 'capabilities', 'add')).filter(
        (capability) => !ordinary.has(capability.replace(/^CAP_/, '')),
      );
      const strong = added.filter((capability) => dangerous.has(capability.replace(/^CAP_/, '')));
      return [
        ...recordsOf(fields.ports).flatMap(({ hostPort }): readonly Hold[] =>
          typeof hostPort === 'number' && hostPort > 0
            ? [
                {
                  key: `hostPort ${hostPort}`,
                  severity: 'warning',
                  field: [...field, 'ports'],
                  message: `port ${hostPort} of the node leads to the container ${name}, past any Service`,
                },
              ]
            : [],
        ),
        ...(at(security, 'privileged') === true
          ? [
              {
                key: `privileged ${name}`,
                severity: 'danger',
                field: [...field, 'securityContext', 'privileged'],
                message: `the container ${name} is as good as root on the node (privileged)`,
              } as const,
            ]
          : []),
        ...(added.length > 0
          ? [
              {
                key: `capabilities ${name} ${added.toSorted().join()}`,
                severity: strong.length > 0 ? 'danger' : 'warning',
                field: [...field, 'securityContext', 'capabilities'],
                message: `the container ${name} gets ${added.length === 1 ? 'the capability' : 'the capabilities'} ${listed(added, 5)}`,
              } as const,
            ]
          : []),
      ];
    }),
  ];
};

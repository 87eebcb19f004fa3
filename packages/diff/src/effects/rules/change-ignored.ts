import type { RuleEffect } from '../../model/effect.ts';
import type { Rule } from '../../model/rule.ts';
import { changeOf } from '../reading/changed-fields.ts';
import { type ChangedObject, changedOfKind } from '../reading/changed-objects.ts';
import { at, recordsOf } from '../reading/fields.ts';
import { kubectl, resourceName } from '../reading/kubectl.ts';

/**
 * The API server takes the change and keeps what it has: the text changes and the cluster does not. A Service that no
 * longer says its address or its port of the nodes keeps them, whether it is applied by the client or by the server.
 */
export const changeIgnored: Rule = {
  name: 'change-ignored',
  check: (context) =>
    changedOfKind(context, '', 'Service').flatMap((service) => [...address(service), ...nodePorts(service)]),
};

const isExternal = ({ base, head }: ChangedObject): boolean =>
  [base, head].some(({ manifest }) => at(manifest, 'spec', 'type') === 'ExternalName');

const address = (service: ChangedObject): readonly RuleEffect[] => {
  const { base, head, fields } = service;
  const cause = changeOf(fields, 'spec.clusterIP', 'spec.clusterIPs');
  if (cause === undefined || isExternal(service)) return [];
  const [before, after] = [base, head].map(({ manifest }) => at(manifest, 'spec', 'clusterIP'));
  if (before === undefined || after !== undefined) return [];
  const isHeadless = before === 'None';
  return [
    {
      severity: isHeadless ? 'warning' : 'notice',
      object: head.identity,
      field: ['spec', 'clusterIP'],
      message: isHeadless
        ? 'the Service stays headless: where clusterIP is left out the API server keeps None, and says nothing'
        : 'the Service keeps its address: where clusterIP is left out the API server keeps the one it has',
      ...(isHeadless
        ? {
            advice: 'give the new Service another name, or delete this one before the sync',
            commands: [kubectl(head.identity, 'delete', resourceName(head.identity))],
          }
        : {}),
    },
  ];
};

const opensNodes = (type: unknown): boolean => type === 'NodePort' || type === 'LoadBalancer';

const nodePorts = ({ base, head }: ChangedObject): readonly RuleEffect[] => {
  if (![base, head].every(({ manifest }) => opensNodes(at(manifest, 'spec', 'type')))) return [];
  const after = recordsOf(at(head.manifest, 'spec', 'ports'));
  return recordsOf(at(base.manifest, 'spec', 'ports')).flatMap(
    ({ port, protocol, nodePort }): readonly RuleEffect[] => {
      const same = after.find((other) => other.port === port && (other.protocol ?? 'TCP') === (protocol ?? 'TCP'));
      return nodePort === undefined || same === undefined || same.nodePort !== undefined
        ? []
        : [
            {
              severity: 'notice',
              object: head.identity,
              field: ['spec', 'ports'],
              message: `port ${String(port)} stays on port ${String(nodePort)} of the nodes: where nodePort is left out the API server keeps it`,
            },
          ];
    },
  );
};

import type { Finding, Manifest } from '@wildermesser/manifest';
import { findingOn } from '../finding-on.ts';
import type { PodTemplate } from '../pod-template.ts';
import { at, type Fields, recordsOf, textOf } from '../read-fields.ts';
import type { Rule } from '../rule.ts';

/**
 * Names that the API server wants to be unique although no schema says so: those of the ports of a container or Service,
 * and those of all containers of a pod together. What is twice in a list that has a key, its schema reports.
 */
export const uniqueNames: Rule = {
  name: 'unique-names',
  check: (world) => {
    const findings: Finding[] = [];
    for (const pod of world.pods) podNames(findings, pod);
    for (const service of world.ofKind('', 'Service')) {
      portNames(findings, service, recordsOf(at(service, 'spec', 'ports')), 'spec.ports');
    }
    return findings;
  },
};

const podNames = (findings: Finding[], { owner, containers }: PodTemplate): void => {
  for (const container of containers) {
    portNames(findings, owner, container.ports, `${container.field}.ports`);
    if (container.init && containers.some(({ init, name }) => !init && name !== '' && name === container.name)) {
      findings.push(twice(owner, `${container.field}.name`, 'container', container.name));
    }
  }
};

const portNames = (findings: Finding[], owner: Manifest, ports: readonly Fields[], field: string): void => {
  // Most lists have one port or two.
  for (let index = 1; index < ports.length; index++) {
    const name = textOf(ports[index]?.name);
    if (name !== '' && ports.findIndex((port) => port.name === name) < index) {
      findings.push(twice(owner, `${field}[${index}].name`, 'port', name));
    }
  }
};

const twice = (owner: Manifest, field: string, what: string, name: string): Finding =>
  findingOn(owner, {
    severity: 'error',
    code: 'duplicate-name',
    field,
    message: `another ${what} has the name "${name}", too`,
    advice: 'rename one of them',
  });

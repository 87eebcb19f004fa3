import type { Finding, Manifest } from '@wildermesser/manifest';
import { findingOn } from '../finding-on.ts';
import type { PodTemplate } from '../pod-template.ts';
import { at, type Fields, recordsOf, textOf } from '../read-fields.ts';
import type { Rule } from '../rule.ts';

/** Lists that the API server merges by a key hold every key once: the second entry would replace the first. */
export const uniqueEntries: Rule = {
  name: 'unique-entries',
  check: (world) => {
    const findings: Finding[] = [];
    for (const pod of world.pods) podLists(findings, pod);
    for (const service of world.ofKind('', 'Service')) {
      portLists(findings, service, recordsOf(at(service, 'spec', 'ports')), 'port', 'spec.ports');
    }
    return findings;
  },
};

const podLists = (findings: Finding[], { owner, containers, volumes, field }: PodTemplate): void => {
  repeated(findings, owner, `${field}.containers`, 'container', containers, nameOf);
  repeated(findings, owner, `${field}.volumes`, 'volume', volumes, nameOf);
  for (const { env, mounts, ports, field: place } of containers) {
    repeated(findings, owner, `${place}.env`, 'environment variable', env, nameOf);
    repeated(findings, owner, `${place}.volumeMounts`, 'mount path', mounts, pathOf);
    portLists(findings, owner, ports, 'containerPort', `${place}.ports`);
  }
};

const portLists = (
  findings: Finding[],
  owner: Manifest,
  ports: readonly Fields[],
  number: string,
  field: string,
): void => {
  repeated(findings, owner, field, 'port name', ports, nameOf);
  repeated(findings, owner, field, 'port', ports, (port) => `${port[number]}/${textOf(port.protocol) || 'TCP'}`);
};

const nameOf = ({ name }: { readonly name?: unknown }): string => textOf(name);
const pathOf = ({ mountPath }: Fields): string => textOf(mountPath);

const repeated = <Entry>(
  findings: Finding[],
  owner: Manifest,
  field: string,
  what: string,
  entries: readonly Entry[],
  keyOf: (entry: Entry) => string,
): void => {
  // Most lists have one entry or none.
  if (entries.length < 2) return;
  const seen = new Set<string>();
  for (const entry of entries) seen.add(keyOf(entry));
  if (seen.size === entries.length) return;
  for (const key of repeatedIn(entries.map(keyOf))) {
    findings.push(
      findingOn(owner, {
        severity: 'error',
        code: 'duplicate-entry',
        field,
        message: `the ${what} "${key}" is listed twice`,
        advice: 'rename or remove one of them',
      }),
    );
  }
};

const repeatedIn = (keys: readonly string[]): ReadonlySet<string> => {
  const seen = new Set<string>();
  const twice = new Set<string>();
  for (const key of keys) (seen.has(key) && key !== '' ? twice : seen).add(key);
  return twice;
};

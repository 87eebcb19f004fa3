import type { Expression, Json, Member } from '@wildermesser/manifest/template';
import { restrictedContainer, restrictedPod } from '@wildermesser/manifest/workload';
import type { Place } from './template-files.ts';

const image = 'docker.io/library/busybox:1.37.0';

/** Of nobody: the test writes nothing and owns nothing. */
const user = 65534;

const literal = (value: Json): Expression => ({ op: 'literal', value, kind: 'any', optional: false });

const objectOf = (members: Readonly<Record<string, Expression>>): Expression => ({
  op: 'object',
  members: Object.entries(members).map(([key, value]) => ({ does: 'set', key, value })),
  kind: 'object',
  optional: false,
});

const listOf = (values: readonly Expression[]): Expression => ({
  op: 'list',
  elements: values.map((value) => ({ does: 'add', value })),
  kind: 'list',
  optional: false,
});

const textOf = (...parts: readonly Expression[]): Expression => {
  const known = parts.flatMap((part) => (part.op === 'literal' ? [String(part.value)] : []));
  if (known.length === parts.length) return { op: 'literal', value: known.join(''), kind: 'string', optional: false };
  return { op: 'text', parts, kind: 'string', optional: false };
};

/** Whether a member of an object may set a field. */
const maySet = (member: Member, key: string): boolean => {
  switch (member.does) {
    case 'set':
      return typeof member.key !== 'string' || member.key === key;
    case 'when':
      return member.members.some((inner) => maySet(inner, key));
    case 'spread':
      return member.of.op !== 'literal' || key in (member.of.value as object);
    default:
      return true;
  }
};

/** A field of an object as it certainly is; `none` when it is certainly not there, undefined when that depends. */
const fieldState = (expression: Expression | undefined, key: string): Expression | 'none' | undefined => {
  if (expression?.op === 'literal') {
    const value = (expression.value as { readonly [key: string]: Json } | null)?.[key];
    return value === undefined ? 'none' : literal(value);
  }
  if (expression?.op !== 'object') return undefined;
  const last = expression.members.findLast((member) => maySet(member, key));
  if (last === undefined) return 'none';
  return last.does === 'set' && last.key === key && !last.value.optional ? last.value : undefined;
};

const fieldOf = (expression: Expression | undefined, key: string): Expression | undefined => {
  const state = fieldState(expression, key);
  return state === 'none' ? undefined : state;
};

const isLiteral = (expression: Expression | undefined, value: Json): boolean =>
  expression?.op === 'literal' && expression.value === value;

const entriesOf = (list: Expression | undefined): readonly Expression[] => {
  if (list?.op === 'literal') return Array.isArray(list.value) ? (list.value as readonly Json[]).map(literal) : [];
  return list?.op === 'list' ? list.elements.flatMap((one) => (one.does === 'add' ? [one.value] : [])) : [];
};

/** The ports of a Service that can be connected to, as far as they are known to be there. */
const portsOf = (ports: Expression | undefined): readonly Expression[] =>
  entriesOf(ports).flatMap((entry) => {
    const [port, protocol] = [fieldOf(entry, 'port'), fieldState(entry, 'protocol')];
    const isTcp = protocol === 'none' || isLiteral(protocol, 'TCP');
    return port === undefined || !isTcp ? [] : [port];
  });

/** Connects, and waits at most five seconds for that. */
const commandOf = (name: Expression, port: Expression): Expression =>
  listOf([...['nc', '-z', '-w', '5'].map(literal), name, textOf(port)]);

/** The pod that connects to a Service; undefined for what is no Service, or has no port that is known to be there. */
const connectionTest = (manifest: Expression): Expression | undefined => {
  if (!isLiteral(fieldOf(manifest, 'kind'), 'Service')) return undefined;
  const [metadata, spec] = [fieldOf(manifest, 'metadata'), fieldOf(manifest, 'spec')];
  const [name, namespace] = [fieldOf(metadata, 'name'), fieldOf(metadata, 'namespace')];
  const ports = portsOf(fieldOf(spec, 'ports'));
  if (name === undefined || ports.length === 0 || isLiteral(fieldOf(spec, 'type'), 'ExternalName')) return undefined;
  return objectOf({
    apiVersion: literal('v1'),
    kind: literal('Pod'),
    metadata: objectOf({
      name: textOf(name, literal('-test-connection')),
      ...(namespace === undefined ? {} : { namespace }),
      annotations: literal({ 'helm.sh/hook': 'test' }),
    }),
    spec: objectOf({
      automountServiceAccountToken: literal(false),
      containers: listOf(
        ports.map((port, i) =>
          objectOf({
            name: literal(`port-${i + 1}`),
            image: literal(image),
            command: commandOf(name, port),
            resources: literal({ requests: { cpu: '10m', memory: '16Mi' }, limits: { cpu: '100m', memory: '32Mi' } }),
            securityContext: literal(restrictedContainer as Json),
          }),
        ),
      ),
      enableServiceLinks: literal(false),
      restartPolicy: literal('Never'),
      securityContext: literal(restrictedPod({ user }) as Json),
    }),
  });
};

/**
 * What `helm test` runs: for each Service a pod that connects to its ports, there whenever the Service is. Argo CD leaves tests
 * out.
 */
export const testPlaces = (places: readonly Place[]): readonly Place[] =>
  places.flatMap(({ around, manifest }) => {
    const test = connectionTest(manifest);
    return test === undefined ? [] : [{ around, manifest: test }];
  });

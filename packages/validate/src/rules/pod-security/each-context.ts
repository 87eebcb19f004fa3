import { type Fields, fieldsOf, textOf } from '../../read-fields.ts';
import type { JudgedPod, SecurityContext } from './control.ts';

/** How violations name a container. */
export const containerName = (container: Fields): string => `container "${textOf(container.name)}"`;

const setterName = (container: Fields | undefined): string =>
  container === undefined ? 'the pod' : containerName(container);

/** The security context of the pod, then those of its containers. */
export const contextsOf = (spec: Fields, containers: readonly Fields[]): readonly SecurityContext[] => [
  { container: undefined, fields: fieldsOf(spec.securityContext) },
  ...containers.map((container) => ({ container, fields: fieldsOf(container.securityContext) })),
];

/** A field of a security context: `runAsUser`, or `type` of `seccompProfile`. */
export interface ContextField {
  readonly of?: string;
  readonly name: string;
}

const fieldIn = (context: Fields, { of, name }: ContextField): unknown =>
  of === undefined ? context[name] : fieldsOf(context[of])[name];

/** What passes, which is almost everything, costs no list. */
const nobody: readonly string[] = Object.freeze([]);

/** Who sets a field of the security contexts to a value that is refused. */
export const setters = (
  { contexts }: JudgedPod,
  field: ContextField,
  refused: (value: unknown) => boolean,
  wording: (who: string, value: unknown) => string,
): readonly string[] => {
  let found: string[] | undefined;
  for (const { container, fields } of contexts) {
    const value = fieldIn(fields, field);
    if (value === undefined || !refused(value)) continue;
    found ??= [];
    found.push(wording(setterName(container), value));
  }
  return found ?? nobody;
};

/** Who fails `accepts`, where a container that sets nothing has what the pod sets. */
export const inherited = (
  { spec, contexts }: JudgedPod,
  field: ContextField,
  accepts: (value: unknown) => boolean,
): readonly string[] => {
  const ofPod = fieldIn(fieldsOf(spec.securityContext), field);
  const acceptsPod = accepts(ofPod);
  let found: string[] | undefined;
  for (const { container, fields } of contexts) {
    const own = fieldIn(fields, field);
    const isAccepted = own === undefined ? container === undefined || acceptsPod : accepts(own);
    if (isAccepted) continue;
    found ??= [];
    found.push(setterName(container));
  }
  return found ?? nobody;
};

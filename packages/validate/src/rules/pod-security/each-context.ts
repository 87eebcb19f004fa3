import { type Fields, fieldsOf, textOf } from '../../read-fields.ts';
import type { JudgedPod, SecurityContext } from './control.ts';

/** How violations name a container. */
const containerName = (container: Fields): string => `container "${textOf(container.name)}"`;

const setterName = (container: Fields | undefined): string =>
  container === undefined ? 'the pod' : containerName(container);

/** The security context of the pod, then those of its containers. */
export const contextsOf = (spec: Fields, containers: readonly Fields[]): readonly SecurityContext[] => {
  const contexts: SecurityContext[] = [{ container: undefined, fields: fieldsOf(spec.securityContext) }];
  for (let index = 0; index < containers.length; index++) {
    const container = containers[index] as Fields;
    contexts.push({ container, fields: fieldsOf(container.securityContext) });
  }
  return contexts;
};

/** A field of a security context: `runAsUser`, or `type` of `seccompProfile`. */
export interface ContextField {
  readonly of?: string;
  readonly name: string;
}

const fieldIn = (context: Fields, { of, name }: ContextField): unknown =>
  of === undefined ? context[name] : fieldsOf(context[of])[name];

/** Every pod of a build goes through each control, so that what passes, which is almost everything, makes no list. */
export const nobody: readonly string[] = Object.freeze([]);

/** Who sets a field of the security contexts to a value that is refused. */
export const setters = (
  { contexts }: JudgedPod,
  field: ContextField,
  refused: (value: unknown) => boolean,
  wording: (who: string, value: unknown) => string,
): readonly string[] => {
  let found: string[] | undefined;
  for (let index = 0; index < contexts.length; index++) {
    const { container, fields } = contexts[index] as SecurityContext;
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
  for (let index = 0; index < contexts.length; index++) {
    const { container, fields } = contexts[index] as SecurityContext;
    const own = fieldIn(fields, field);
    const isAccepted = own === undefined ? container === undefined || acceptsPod : accepts(own);
    if (isAccepted) continue;
    found ??= [];
    found.push(setterName(container));
  }
  return found ?? nobody;
};

/** What `tell` says of each item; `''` is nothing. */
export const detailsOf = <Item>(items: readonly Item[], tell: (item: Item) => string): readonly string[] => {
  let found: string[] | undefined;
  for (let index = 0; index < items.length; index++) {
    const text = tell(items[index] as Item);
    if (text === '') continue;
    found ??= [];
    found.push(text);
  }
  return found ?? nobody;
};

/** The containers of which `tell` says something, and what. */
export const containersThat = ({ containers }: JudgedPod, tell: (container: Fields) => string): readonly string[] =>
  detailsOf(containers, (container) => {
    const text = tell(container);
    return text === '' ? '' : `${containerName(container)} ${text}`;
  });

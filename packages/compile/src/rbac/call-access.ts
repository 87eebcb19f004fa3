import type { ApiAccess } from '@wildermesser/manifest';
import type { ts } from 'ts-morph';
import { memberType, textsOf } from './argument.ts';
import type { FacadeMethod } from './facade.ts';
import { type KindType, kindsOf } from './kind-type.ts';
import type { Report } from './read-api-access.ts';

/** What reading a call needs besides the call. */
export interface AccessContext {
  readonly checker: ts.TypeChecker;
  readonly report: Report;
  /** `apps/operator/src/main.ts:12`. */
  readonly placeText: (node: ts.Node) => string;
}

const byName = ['get', 'update', 'patch', 'delete'];

/** What an object is called, as the arguments of a call say: a reference, or the object itself. */
const nameOf = (call: ts.CallExpression, checker: ts.TypeChecker): ts.Type | undefined => {
  for (const argument of call.arguments) {
    const type = memberType(argument, ['name'], checker) ?? memberType(argument, ['metadata', 'name'], checker);
    if (type !== undefined) return type;
  }
  return undefined;
};

/** The accesses of one call of the façade; what kind it is about is reported when it is not known. */
export const callAccess = (
  call: ts.CallExpression,
  callee: ts.PropertyAccessExpression,
  { name, verbs, subresource }: FacadeMethod,
  { checker, report, placeText }: AccessContext,
): readonly ApiAccess[] => {
  const candidates = [callee.expression, ...call.arguments].map((node) =>
    kindsOf(checker.getTypeAtLocation(node), checker),
  );
  const kinds: readonly KindType[] | 'open' | undefined = candidates.find(
    (found) => found === 'open' || found.length > 0,
  );
  if (kinds === undefined || kinds === 'open') {
    const advice = 'call it where the kind is named, with a descriptor whose names are literal types';
    report(callee.name, `the kind of this ${name} is not known before the program runs`, advice);
    return [];
  }
  if (verbs.length === 0) {
    report(callee.name, `\`@verbs\` of ${name} names none`, 'name what the API server asks for: `@verbs get`');
    return [];
  }
  const called = textsOf(nameOf(call, checker));
  // Server-side apply asks for create by name; a POST has no name that the API server could ask about.
  const isByName = (verb: string): boolean => byName.includes(verb) || (verb === 'create' && verbs.includes('patch'));
  return kinds.flatMap(({ group, plural, isNamespaced, isOwnNamespace, names = called }) =>
    verbs.map((verb) => ({
      group,
      resource: subresource === undefined ? plural : `${plural}/${subresource}`,
      verb,
      isNamespaced,
      isOwnNamespace,
      ...(names !== undefined && isByName(verb) ? { names } : {}),
      places: [placeText(callee.name)],
    })),
  );
};

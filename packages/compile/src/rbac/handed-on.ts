import { ts } from 'ts-morph';
import { facadeMethods } from './facade.ts';

/** What a generic function says of a parameter before a call makes it a type: what the function itself knows. */
const declaredParameter = (node: ts.Expression, checker: ts.TypeChecker): ts.Type | undefined => {
  const { parent } = node;
  if (!ts.isCallExpression(parent) && !ts.isNewExpression(parent)) return undefined;
  const index = parent.arguments?.indexOf(node) ?? -1;
  const parameter = checker.getResolvedSignature(parent)?.declaration?.parameters[index];
  return index === -1 || parameter === undefined ? undefined : checker.getTypeAtLocation(parameter);
};

/**
 * The method that would be called unseen, when a client is handed on as a type that has forgotten what its methods ask for.
 * Undefined when nothing is forgotten.
 */
export const forgottenMethod = (node: ts.Expression, checker: ts.TypeChecker): string | undefined => {
  const methods = facadeMethods(checker.getTypeAtLocation(node), checker);
  if (methods.length === 0) return undefined;
  const wanted = [checker.getContextualType(node), declaredParameter(node, checker)];
  const forgottenBy = (given: ts.Type | undefined): string | undefined => {
    if (given === undefined) return undefined;
    if ((given.flags & ts.TypeFlags.Any) !== 0) return methods[0]?.name;
    const type = checker.getBaseConstraintOfType(given) ?? given;
    const members = type.isUnion() ? type.types : [type];
    // One that remembers is enough: the client is given as that one.
    if (members.some((member) => facadeMethods(member, checker).length > 0)) return undefined;
    const isForgotten = (name: string): boolean =>
      members.some((member) => checker.getPropertyOfType(member, name) !== undefined);
    return methods.find(({ name }) => isForgotten(name))?.name;
  };
  return wanted.map(forgottenBy).find((name) => name !== undefined);
};

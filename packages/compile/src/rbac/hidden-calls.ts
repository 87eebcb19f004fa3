import { ts } from 'ts-morph';
import { facadeMethods, facadeProperty } from './facade.ts';
import { forgottenMethod } from './handed-on.ts';
import type { Report } from './read-api-access.ts';

/** What to do about a method that is not called where its kind is named. */
export const unnamed = 'call it where the kind is named: `cluster.resource(deployments).get(…)`';

/** The names that a pattern takes out of what stands on its other side. */
const takenNames = (node: ts.Node): { readonly from: ts.Node; readonly names: readonly ts.Node[] } | undefined => {
  if (ts.isObjectBindingPattern(node))
    return { from: node, names: node.elements.map(({ propertyName, name }) => propertyName ?? name) };
  const isAssigned =
    ts.isBinaryExpression(node) &&
    node.operatorToken.kind === ts.SyntaxKind.EqualsToken &&
    ts.isObjectLiteralExpression(node.left);
  if (!isAssigned) return undefined;
  const pattern = node.left as ts.ObjectLiteralExpression;
  return { from: node.right, names: pattern.properties.flatMap(({ name }) => name ?? []) };
};

/** Reports what would hide a call of the façade from who reads the code. */
export const reportHiddenCalls = (nodes: readonly ts.Node[], checker: ts.TypeChecker, report: Report): void => {
  for (const node of nodes) {
    const taken = takenNames(node);
    for (const name of taken?.names ?? []) {
      const property = checker.getPropertyOfType(checker.getTypeAtLocation(taken?.from ?? name), name.getText());
      const method = facadeProperty(property, checker);
      if (method !== undefined) report(name, `${method.name} is taken from its client and not called`, unnamed);
    }
    if (ts.isElementAccessExpression(node)) {
      if (facadeMethods(checker.getTypeAtLocation(node.expression), checker).length > 0)
        report(node, 'a method of a client is named by a value', unnamed);
    }
    if (!ts.isExpression(node)) continue;
    const forgotten = forgottenMethod(node, checker);
    if (forgotten !== undefined)
      report(
        node,
        `the client is handed on as a type whose ${forgotten} does not say what it asks for`,
        "use the client's own type, or a part of it: `Pick<…, 'get'>`",
      );
  }
};

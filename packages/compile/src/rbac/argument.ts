import { ts } from 'ts-morph';

const isConstAssertion = (node: ts.Expression): node is ts.AsExpression =>
  ts.isAsExpression(node) && ts.isConstTypeReference(node.type);

const bare = (node: ts.Expression): ts.Expression =>
  ts.isParenthesizedExpression(node) || ts.isSatisfiesExpression(node) || isConstAssertion(node)
    ? bare(node.expression)
    : node;

/** The initializer of the constant that an expression names, otherwise the expression. */
const written = (node: ts.Expression, checker: ts.TypeChecker): ts.Expression => {
  const expression = bare(node);
  if (!ts.isIdentifier(expression)) return expression;
  const symbol = ts.isShorthandPropertyAssignment(expression.parent)
    ? checker.getShorthandAssignmentValueSymbol(expression.parent)
    : checker.getSymbolAtLocation(expression);
  const target =
    symbol !== undefined && (symbol.flags & ts.SymbolFlags.Alias) !== 0 ? checker.getAliasedSymbol(symbol) : symbol;
  const declaration = target?.valueDeclaration;
  const isConstant =
    declaration !== undefined &&
    ts.isVariableDeclaration(declaration) &&
    (ts.getCombinedNodeFlags(declaration) & ts.NodeFlags.Const) !== 0 &&
    declaration.type === undefined;
  return isConstant && declaration.initializer !== undefined ? written(declaration.initializer, checker) : expression;
};

/** Whether a call makes the object that it is given, with a `kind` and an `apiVersion`, as builders of manifests do. */
const isBuilder = (call: ts.CallExpression, checker: ts.TypeChecker): boolean =>
  checker.getTypeAtLocation(call.expression).aliasSymbol?.name === 'Builder';

/**
 * The type of a member of an argument, at a path such as `metadata.name`: as exactly as the source says it, which the type of the
 * argument has often forgotten. Undefined when there is none, or it is not known.
 */
export const memberType = (
  argument: ts.Expression,
  [name, ...rest]: readonly string[],
  checker: ts.TypeChecker,
): ts.Type | undefined => {
  const expression = written(argument, checker);
  if (name === undefined) {
    // A cast makes nothing known.
    return checker.getTypeAtLocation(ts.isAsExpression(expression) ? expression.expression : expression);
  }
  if (ts.isCallExpression(expression) && isBuilder(expression, checker)) {
    const [fields] = expression.arguments;
    return fields === undefined ? undefined : memberType(fields, [name, ...rest], checker);
  }
  if (!ts.isObjectLiteralExpression(expression)) {
    const path = [name, ...rest];
    let type: ts.Type | undefined = checker.getTypeAtLocation(expression);
    for (const key of path) {
      const property: ts.Symbol | undefined = type === undefined ? undefined : checker.getPropertyOfType(type, key);
      type = property === undefined ? undefined : checker.getTypeOfSymbol(property);
    }
    return type;
  }
  const index = expression.properties.findLastIndex(
    (property) => ts.isSpreadAssignment(property) || property.name.getText().replace(/['"]/g, '') === name,
  );
  const property = expression.properties[index];
  if (property === undefined) return undefined;
  if (ts.isPropertyAssignment(property)) return memberType(property.initializer, rest, checker);
  if (ts.isShorthandPropertyAssignment(property)) return memberType(property.name, rest, checker);
  return undefined;
};

/** The texts that a type allows, when it allows no others. */
export const textsOf = (type: ts.Type | undefined): readonly string[] | undefined => {
  if (type === undefined) return undefined;
  const members = type.isUnion() ? type.types : [type];
  const texts = members.flatMap((member) => (member.isStringLiteral() ? [member.value] : []));
  return texts.length === members.length && texts.length > 0 ? texts : undefined;
};

import { ts } from 'ts-morph';

/** What is told of the code that a program may run. */
export interface Visitor {
  readonly node: (node: ts.Node) => void;
  /** An import whose file is not known before the program runs. */
  readonly unknownImport: (call: ts.CallExpression) => void;
}

/** Behind names that a file gives to what it imports. */
const aliased = (symbol: ts.Symbol | undefined, checker: ts.TypeChecker): ts.Symbol | undefined =>
  symbol !== undefined && (symbol.flags & ts.SymbolFlags.Alias) !== 0 ? checker.getAliasedSymbol(symbol) : symbol;

const isForeign = (file: ts.SourceFile): boolean =>
  file.isDeclarationFile || /\/node_modules\/(?!@wildermesser\/)/.test(file.fileName);

const isTypeOnly = (node: ts.Node): boolean =>
  ts.isTypeNode(node) ||
  ts.isInterfaceDeclaration(node) ||
  ts.isTypeAliasDeclaration(node) ||
  ts.isTypeParameterDeclaration(node);

/** Whether an identifier is the name that a declaration gives, and no use of it. */
const isName = (node: ts.Identifier): boolean =>
  (node.parent as ts.NamedDeclaration).name === node &&
  !ts.isShorthandPropertyAssignment(node.parent) &&
  !ts.isPropertyAccessExpression(node.parent);

const bare = (node: ts.Node): ts.Node =>
  ts.isParenthesizedExpression(node) || ts.isAsExpression(node) || ts.isSatisfiesExpression(node)
    ? bare(node.expression)
    : node;

/**
 * Visits every piece of code that a program may run: all that runs when its files are loaded, and of functions, classes and
 * variables those that such code names. What nothing names does not count, though its file be loaded.
 */
export const visitReachable = (entry: ts.SourceFile, checker: ts.TypeChecker, visitor: Visitor): void => {
  const loaded = new Set<ts.SourceFile>();
  const reached = new Set<ts.Node>();
  const seen = new Set<ts.Node>();
  // A stack of work instead of calls: chains of names can be long.
  const left: (() => void)[] = [];

  const fileOf = (specifier: ts.Expression): ts.SourceFile | undefined =>
    checker.getSymbolAtLocation(specifier)?.declarations?.find(ts.isSourceFile);

  const load = (file: ts.SourceFile | undefined): void => {
    if (file === undefined || loaded.has(file) || isForeign(file)) return;
    loaded.add(file);
    for (const statement of file.statements) left.push(() => loadStatement(statement));
  };

  const loadStatement = (statement: ts.Statement): void => {
    if (ts.isImportDeclaration(statement)) {
      if (statement.importClause?.isTypeOnly !== true) load(fileOf(statement.moduleSpecifier));
    } else if (ts.isExportDeclaration(statement)) {
      if (!statement.isTypeOnly && statement.moduleSpecifier !== undefined) load(fileOf(statement.moduleSpecifier));
    } else if (ts.isClassDeclaration(statement)) {
      for (const clause of statement.heritageClauses ?? []) walk(clause, false);
      const isStatic = (member: ts.ClassElement): boolean =>
        ts.isClassStaticBlockDeclaration(member) ||
        (ts.canHaveModifiers(member) &&
          ts.getModifiers(member)?.some(({ kind }) => kind === ts.SyntaxKind.StaticKeyword) === true);
      for (const member of statement.members.filter(isStatic)) walk(member, false);
    } else if (!ts.isFunctionDeclaration(statement)) walk(statement, false);
  };

  const reach = (declaration: ts.Node): void => {
    const file = declaration.getSourceFile();
    if (reached.has(declaration) || isForeign(file)) return;
    reached.add(declaration);
    load(file);
    const whole = ts.isBindingElement(declaration) ? ts.walkUpBindingElementsAndPatterns(declaration) : declaration;
    if (ts.isVariableDeclaration(whole) || ts.isFunctionDeclaration(whole) || ts.isClassDeclaration(whole))
      left.push(() => ts.forEachChild(whole, (part) => walk(part, true)));
    else if (ts.isExportAssignment(whole)) left.push(() => walk(whole.expression, true));
  };

  const reachSymbol = (symbol: ts.Symbol | undefined): void => {
    for (const declaration of aliased(symbol, checker)?.declarations ?? []) reach(declaration);
  };

  /** @param isRun whether functions within may be called; otherwise they count when something names what holds them */
  const walk = (node: ts.Node, isRun: boolean): void => {
    if (ts.isHeritageClause(node)) {
      // What a class extends is an expression, though it stands where types do.
      const isExtended = node.token === ts.SyntaxKind.ExtendsKeyword;
      for (const { expression } of isExtended ? node.types : []) walk(expression, isRun);
      return;
    }
    if (isTypeOnly(node)) return;
    const isHeld = ts.isVariableDeclaration(node.parent) || ts.isPropertyAssignment(node.parent);
    const isFunction = ts.isArrowFunction(node) || ts.isFunctionExpression(node) || ts.isMethodDeclaration(node);
    if (!isRun && isFunction && (isHeld || ts.isMethodDeclaration(node))) return;
    if (!seen.has(node)) {
      seen.add(node);
      visitor.node(node);
    }
    if (ts.isIdentifier(node)) {
      if (isName(node)) return;
      const isShorthand = ts.isShorthandPropertyAssignment(node.parent) && node.parent.name === node;
      reachSymbol(
        isShorthand ? checker.getShorthandAssignmentValueSymbol(node.parent) : checker.getSymbolAtLocation(node),
      );
      return;
    }
    if (ts.isCallExpression(node)) {
      if (node.expression.kind === ts.SyntaxKind.ImportKeyword) loadDynamic(node);
      const callee = bare(node.expression);
      walk(node.expression, isRun || ts.isFunctionExpression(callee) || ts.isArrowFunction(callee));
      for (const argument of node.arguments) walk(argument, true);
      return;
    }
    if (ts.isNewExpression(node)) {
      walk(node.expression, isRun);
      for (const argument of node.arguments ?? []) walk(argument, true);
      return;
    }
    ts.forEachChild(node, (part) => walk(part, isRun));
  };

  /** What a file exports may all be used by whoever imports it so. */
  const loadDynamic = (call: ts.CallExpression): void => {
    const [specifier] = call.arguments;
    if (specifier === undefined || !ts.isStringLiteralLike(specifier)) {
      visitor.unknownImport(call);
      return;
    }
    const symbol = checker.getSymbolAtLocation(specifier);
    load(symbol?.declarations?.find(ts.isSourceFile));
    for (const exported of symbol === undefined ? [] : checker.getExportsOfModule(symbol)) reachSymbol(exported);
  };

  load(entry);
  const program = checker.getSymbolAtLocation(entry);
  for (const exported of program === undefined ? [] : checker.getExportsOfModule(program)) reachSymbol(exported);
  for (let next = left.pop(); next !== undefined; next = left.pop()) next();
};

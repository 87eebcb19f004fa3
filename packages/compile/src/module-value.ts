import { ts } from 'ts-morph';
import { globalValue } from './global-functions.ts';
import type { Interpreter } from './interpreter.ts';
import { refuse, snippet } from './refusal.ts';
import { lookUp, newScope, type Scope } from './scope.ts';
import { nothing, type Value } from './value.ts';

const resolved = (symbol: ts.Symbol, checker: ts.TypeChecker): ts.Symbol =>
  (symbol.flags & ts.SymbolFlags.Alias) === 0 ? symbol : checker.getAliasedSymbol(symbol);

/** What a name stands for: a variable, something of a module, or something of the language. */
export const interpretName = (node: ts.Identifier, scope: Scope, interpreter: Interpreter): Value => {
  const { checker } = interpreter;
  const isShorthand = ts.isShorthandPropertyAssignment(node.parent) && node.parent.name === node;
  const symbol = isShorthand
    ? checker.getShorthandAssignmentValueSymbol(node.parent)
    : checker.getSymbolAtLocation(node);
  if (symbol === undefined) return globalValue(node.text, node);
  return lookUp(symbol, scope) ?? interpreter.moduleValue(symbol, node);
};

/** Whether the declaration has no source that could be followed. */
const isAmbient = (declaration: ts.Declaration): boolean => declaration.getSourceFile().isDeclarationFile;

/** Whether it belongs to a module, and is no name that the language or Node offers everywhere. */
const fromModule = (declaration: ts.Declaration): boolean => {
  const around = ts.findAncestor(declaration, ts.isModuleDeclaration);
  if (around === undefined) return ts.isExternalModule(declaration.getSourceFile());
  return (around.flags & ts.NodeFlags.GlobalAugmentation) === 0;
};

const refuseImport = (node: ts.Node): never =>
  refuse(node, `${snippet(node)} comes from a package without its source`, 'write the function in the workspace');

const variableValue = (declaration: ts.VariableDeclaration, node: ts.Node, interpreter: Interpreter): Value => {
  const isConst = (ts.getCombinedNodeFlags(declaration) & ts.NodeFlags.Const) !== 0;
  if (!isConst) return refuse(node, `${snippet(node)} may change from one call to the next`, 'declare it with const');
  if (declaration.initializer === undefined) return refuseImport(node);
  return interpreter.evaluate(declaration.initializer, newScope());
};

const declaredValue = (symbol: ts.Symbol, node: ts.Node, interpreter: Interpreter): Value => {
  const declaration = symbol.valueDeclaration ?? symbol.declarations?.[0];
  if (declaration === undefined) return globalValue(symbol.name, node);
  if (isAmbient(declaration)) return fromModule(declaration) ? refuseImport(node) : globalValue(symbol.name, node);
  if (ts.isSourceFile(declaration)) return { is: 'module', symbol };
  if (ts.isFunctionDeclaration(declaration)) return interpreter.closure(declaration, newScope());
  if (ts.isVariableDeclaration(declaration)) return variableValue(declaration, node, interpreter);
  if (ts.isExportAssignment(declaration)) return interpreter.evaluate(declaration.expression, newScope());
  if (ts.isBindingElement(declaration)) {
    const pattern = ts.walkUpBindingElementsAndPatterns(declaration) as ts.VariableDeclaration;
    const scope = newScope();
    interpreter.bind(pattern.name, variableValue(pattern, node, interpreter), scope, false);
    return lookUp(symbol, scope) ?? nothing;
  }
  if (ts.isClassDeclaration(declaration))
    return refuse(node, `${snippet(node)} is a class`, 'use functions and plain objects');
  return refuse(node, `${snippet(node)} is not translated`, 'use const and functions');
};

/** The value of a name outside of functions; each is computed once. */
export const moduleValues = (interpreter: () => Interpreter, cache: Map<ts.Symbol, Value>) => {
  const running = new Set<ts.Symbol>();
  return (alias: ts.Symbol, node: ts.Node): Value => {
    const symbol = resolved(alias, interpreter().checker);
    const done = cache.get(symbol);
    if (done !== undefined) return done;
    if (symbol !== alias && symbol.declarations === undefined) return refuseImport(node);
    if (running.has(symbol)) return refuse(node, `${snippet(node)} is made of itself`, 'break the circle');
    running.add(symbol);
    try {
      const value = declaredValue(symbol, node, interpreter());
      cache.set(symbol, value);
      return value;
    } finally {
      running.delete(symbol);
    }
  };
};

import { ts } from 'ts-morph';

/** What a method of the façade asks of the API server, from the tags of its comment. */
export interface FacadeMethod {
  readonly declaration: ts.Declaration;
  readonly name: string;
  readonly verbs: readonly string[];
  readonly subresource: string | undefined;
}

const textOf = (tag: ts.JSDocTag | undefined): string => ts.getTextOfJSDocComment(tag?.comment)?.trim() ?? '';

/** The method that a declaration is, when its comment has `@verbs`. */
const facadeMethod = (declaration: ts.Declaration): FacadeMethod | undefined => {
  const tags = ts.getJSDocTags(declaration);
  const verbs = tags.find(({ tagName }) => tagName.text === 'verbs');
  if (verbs === undefined) return undefined;
  const subresource = textOf(tags.find(({ tagName }) => tagName.text === 'subresource'));
  return {
    declaration,
    name: ts.getNameOfDeclaration(declaration)?.getText() ?? '',
    verbs: textOf(verbs)
      .split(/[\s,]+/)
      .filter((verb) => verb !== ''),
    subresource: subresource === '' ? undefined : subresource,
  };
};

/** The same method of the interfaces that a class implements. */
const inherited = (declaration: ts.Declaration, name: string, checker: ts.TypeChecker): readonly ts.Symbol[] => {
  if (!ts.isClassLike(declaration.parent)) return [];
  const types = declaration.parent.heritageClauses?.flatMap((clause) => clause.types) ?? [];
  return types.flatMap((type) => checker.getPropertyOfType(checker.getTypeAtLocation(type), name) ?? []);
};

/** The method of the façade that a property is, itself or as one that a class implements. */
export const facadeProperty = (symbol: ts.Symbol | undefined, checker: ts.TypeChecker): FacadeMethod | undefined => {
  for (const declaration of symbol?.declarations ?? []) {
    const method = facadeMethod(declaration);
    if (method !== undefined) return method;
    for (const other of inherited(declaration, symbol?.name ?? '', checker)) {
      const found = facadeProperty(other, checker);
      if (found !== undefined) return found;
    }
  }
  return undefined;
};

const known = new WeakMap<ts.Type, readonly FacadeMethod[]>();

/** The methods of the façade that a type has. */
export const facadeMethods = (type: ts.Type, checker: ts.TypeChecker): readonly FacadeMethod[] => {
  if ((type.flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection)) === 0) return [];
  const before = known.get(type);
  if (before !== undefined) return before;
  const methods = checker.getPropertiesOfType(type).flatMap((property) => facadeProperty(property, checker) ?? []);
  known.set(type, methods);
  return methods;
};

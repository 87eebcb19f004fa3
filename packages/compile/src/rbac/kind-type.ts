import { ts } from 'ts-morph';

/** A kind of the API as a type names it. */
export interface KindType {
  readonly group: string;
  readonly kind: string;
  readonly plural: string;
  readonly isNamespaced: boolean;
  /** Its descriptor says `@ownNamespace`: the program uses it in the namespace that it runs in itself, and nowhere else. */
  readonly isOwnNamespace: boolean;
  /** The only objects that the program uses, when its descriptor names some: `@objectNames leader`. */
  readonly names?: readonly string[];
}

/** What the comment of a descriptor says: it can but narrow what is asked for. */
const descriptorTags = (plural: ts.Symbol | undefined): Pick<KindType, 'isOwnNamespace' | 'names'> => {
  const declaration = ts.findAncestor(plural?.declarations?.[0], ts.isVariableDeclaration);
  const tags = declaration === undefined ? [] : ts.getJSDocTags(declaration);
  const textOf = (name: string): string | undefined => {
    const tag = tags.find(({ tagName }) => tagName.text === name);
    return tag === undefined ? undefined : (ts.getTextOfJSDocComment(tag.comment)?.trim() ?? '');
  };
  const names = textOf('objectNames')
    ?.split(/[\s,]+/)
    .filter((name) => name !== '');
  return {
    isOwnNamespace: textOf('ownNamespace') !== undefined,
    ...(names === undefined || names.length === 0 ? {} : { names }),
  };
};

const deepest = 4;

/**
 * The kinds that a type describes, by the literal types of its `group`, `kind`, `plural` and `namespaced`: of a descriptor, or
 * of a client or another type over one. `open` when the type stands for kinds that it does not name.
 */
export const kindsOf = (type: ts.Type, checker: ts.TypeChecker, depth = 0): readonly KindType[] | 'open' => {
  if (depth > deepest) return [];
  if (type.isUnion()) {
    const all = type.types.map((member) => kindsOf(member, checker, depth + 1));
    return all.some((kinds) => kinds === 'open') ? 'open' : all.flatMap((kinds) => (kinds === 'open' ? [] : kinds));
  }
  const property = (name: string): ts.Type | undefined => {
    const symbol = checker.getPropertyOfType(type, name);
    return symbol === undefined ? undefined : checker.getTypeOfSymbol(symbol);
  };
  const [group, kind, plural, namespaced] = ['group', 'kind', 'plural', 'namespaced'].map(property);
  if (group !== undefined && kind !== undefined && plural !== undefined && namespaced !== undefined) {
    if ((type.flags & ts.TypeFlags.TypeParameter) !== 0) return 'open';
    const isKnown = group.isStringLiteral() && kind.isStringLiteral() && plural.isStringLiteral();
    const isNamespaced = checker.typeToString(namespaced);
    if (!isKnown || !['true', 'false'].includes(isNamespaced)) return 'open';
    const tags = descriptorTags(checker.getPropertyOfType(type, 'plural'));
    const isInNamespace = isNamespaced === 'true';
    return [
      {
        ...{ group: group.value, kind: kind.value, plural: plural.value, isNamespaced: isInNamespace, ...tags },
        isOwnNamespace: isInNamespace && tags.isOwnNamespace,
      },
    ];
  }
  const isReference = ((type as ts.ObjectType).objectFlags & ts.ObjectFlags.Reference) !== 0;
  const inner = [
    ...(type.aliasTypeArguments ?? []),
    ...(isReference ? checker.getTypeArguments(type as ts.TypeReference) : []),
  ];
  const held = inner.map((argument) => kindsOf(argument, checker, depth + 1));
  return held.some((kinds) => kinds === 'open') ? 'open' : held.flatMap((kinds) => (kinds === 'open' ? [] : kinds));
};

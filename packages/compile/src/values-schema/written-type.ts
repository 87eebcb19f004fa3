import { type Symbol as Named, Node, SyntaxKind, type TypeNode } from 'ts-morph';
import { type DocTag, docComment } from './doc-comment.ts';

const wrappers = ['Readonly', 'Partial', 'Required', 'NonNullable'];

const aliasOf = (node: TypeNode): Named | undefined => {
  if (!Node.isTypeReference(node)) return undefined;
  const symbol = node.getTypeName().getSymbol();
  return symbol?.getAliasedSymbol() ?? symbol;
};

/** The alias of a type without parameters that a written type names. */
const aliasDeclaration = (node: TypeNode) => {
  const declaration = aliasOf(node)?.getDeclarations()[0];
  return declaration !== undefined &&
    Node.isTypeAliasDeclaration(declaration) &&
    declaration.getTypeParameters().length === 0
    ? declaration
    : undefined;
};

/** A written type without parentheses, `readonly`, `null`, `undefined` and the wrappers that change no member's type. */
export const bareType = (node: TypeNode | undefined): TypeNode | undefined => {
  if (node === undefined) return undefined;
  const isReadonly = Node.isTypeOperatorTypeNode(node) && node.getOperator() === SyntaxKind.ReadonlyKeyword;
  if (isReadonly || Node.isParenthesizedTypeNode(node)) return bareType(node.getTypeNode());
  if (Node.isUnionTypeNode(node)) {
    const held = node
      .getTypeNodes()
      .filter((one) => one.getKind() !== SyntaxKind.UndefinedKeyword && one.getText() !== 'null');
    return held.length === 1 ? bareType(held[0]) : node;
  }
  if (Node.isTypeReference(node) && wrappers.includes(node.getTypeName().getText())) {
    return bareType(node.getTypeArguments()[0]);
  }
  return node;
};

/** What aliases such as `type Port = number` say of the type, which forgets that it went by that name; nearest last. */
export const aliasTags = (node: TypeNode | undefined): readonly DocTag[] => {
  const bare = bareType(node);
  const alias = bare === undefined ? undefined : aliasDeclaration(bare);
  return alias === undefined ? [] : [...aliasTags(alias.getTypeNode()), ...docComment(alias).tags];
};

/** A written type behind its aliases. */
const unaliased = (node: TypeNode | undefined): TypeNode | undefined => {
  const bare = bareType(node);
  const alias = bare === undefined ? undefined : aliasDeclaration(bare);
  return alias === undefined ? bare : unaliased(alias.getTypeNode());
};

/** The written type of a list's items. */
export const writtenItem = (node: TypeNode | undefined): TypeNode | undefined => {
  const bare = unaliased(node);
  if (bare === undefined) return undefined;
  if (Node.isArrayTypeNode(bare)) return bare.getElementTypeNode();
  const isList = Node.isTypeReference(bare) && ['Array', 'ReadonlyArray'].includes(bare.getTypeName().getText());
  return isList ? bare.getTypeArguments()[0] : undefined;
};

/** The written types of a tuple's items. */
export const writtenItems = (node: TypeNode | undefined): readonly TypeNode[] => {
  const bare = unaliased(node);
  if (bare === undefined || !Node.isTupleTypeNode(bare)) return [];
  return bare.getElements().map((item) => (Node.isNamedTupleMember(item) ? item.getTypeNodeOrThrow() : item));
};

/** The written type of what a map, or a type made over keys, holds. */
export const writtenEntry = (node: TypeNode | undefined): TypeNode | undefined => {
  const bare = unaliased(node);
  if (bare === undefined) return undefined;
  if (Node.isMappedTypeNode(bare)) return bare.getTypeNode();
  if (Node.isTypeReference(bare)) {
    return bare.getTypeName().getText() === 'Record' ? bare.getTypeArguments()[1] : undefined;
  }
  return Node.isTypeLiteral(bare) ? bare.getIndexSignatures()[0]?.getReturnTypeNode() : undefined;
};

/** The type that a declaration of a property was given. */
export const writtenOf = (declaration: Node | undefined): TypeNode | undefined =>
  declaration !== undefined && (Node.isPropertySignature(declaration) || Node.isPropertyDeclaration(declaration))
    ? declaration.getTypeNode()
    : undefined;

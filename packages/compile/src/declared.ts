import { createWrappedNode, type TypeNode, type ts } from 'ts-morph';
import { docComment } from './values-schema/doc-comment.ts';
import { aliasTags, writtenEntry, writtenItem, writtenOf } from './values-schema/written-type.ts';

/** What the author wrote about a place: tags of its doc comment and of the aliases of its type, and the type itself. */
export interface Declared {
  readonly tags: ReadonlyMap<string, string>;
  readonly written: TypeNode | undefined;
}

export const undeclared: Declared = { tags: new Map(), written: undefined };

const cache = new WeakMap<ts.Node, Declared>();

const ofWritten = (written: TypeNode | undefined): Declared => ({
  tags: new Map(aliasTags(written).map(({ name, text }) => [name, text])),
  written,
});

/** What stands at the declaration of a property. */
export const declaredOf = (property: ts.Symbol, checker: ts.TypeChecker): Declared => {
  const declaration = property.declarations?.[0];
  if (declaration === undefined) return undeclared;
  const done = cache.get(declaration);
  if (done !== undefined) return done;
  const node = createWrappedNode(declaration, { typeChecker: checker, sourceFile: declaration.getSourceFile() });
  const { tags, written } = ofWritten(writtenOf(node));
  const own = docComment(node).tags.map(({ name, text }) => [name, text] as const);
  const declared = { tags: new Map([...tags, ...own]), written };
  cache.set(declaration, declared);
  return declared;
};

/** What is written about the items of a list. */
export const declaredItem = ({ written }: Declared): Declared => ofWritten(writtenItem(written));

/** What is written about the entries of a map. */
export const declaredEntry = ({ written }: Declared): Declared => ofWritten(writtenEntry(written));

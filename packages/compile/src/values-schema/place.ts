import type { Finding } from '@wildermesser/manifest';
import type { Json } from '@wildermesser/manifest/template';
import type { Node, Type, TypeNode } from 'ts-morph';
import type { DocTag } from './doc-comment.ts';
import type { Schema } from './schema.ts';

/** Where a type stands: what findings about it are attached to. */
export interface Place {
  /** The nearest declaration. */
  readonly node: Node;
  /** Path within the values, `''` for all of them: `storage.size`, `ports[].name`. */
  readonly path: string;
  /** The type as the author wrote it, where that is known: it keeps the names that a resolved type has lost. */
  readonly written: TypeNode | undefined;
  /** How many types it lies in. */
  readonly depth: number;
}

/** A value that a tag gives, to be held against the schema once all of it is known. */
export interface Claim {
  readonly tag: DocTag;
  readonly value: Json;
  readonly schema: Schema;
  readonly place: Place;
}

/** A property with a default. */
export interface Defaulted {
  readonly tag: DocTag;
  readonly place: Place;
  /** Whether code that reads it relies on its being there. */
  readonly isDemanded: boolean;
}

/**
 * Reads a tag that schemas in general do not know, for what the schema is for: the schema with what the tag adds. Undefined
 * when it does not know the tag either.
 */
export type ReadTag = (schema: Schema, tag: DocTag, place: Place, reading: Reading) => Schema | undefined;

/** What the steps from a type to its schema share. */
export interface Reading {
  readonly schemaOf: (type: Type, place: Place) => Schema;
  readonly report: (finding: Omit<Finding, 'severity' | 'file' | 'line'>, node: Node, line?: number) => void;
  /** Objects by name. Every object is one while it is read, which is what makes recursion end. */
  readonly definitions: Map<string, Schema>;
  readonly claims: Claim[];
  /** By the schema of the property. */
  readonly defaulted: Map<Schema, Defaulted>;
  /** Where properties, items and entries are declared, by their schemas. */
  readonly places: Map<Schema, Place>;
  readonly readTag: ReadTag | undefined;
}

/** How messages call a place. */
export const describe = ({ path }: Place): string => (path === '' ? 'the type of the values' : `\`${path}\``);

/** Whether a declaration is one of the types that are generated from the Kubernetes API or from a custom resource. */
export const isOfApi = (declaration: Node): boolean =>
  /\/manifest\/src\/apis\/.+\.types\.ts$/.test(declaration.getSourceFile().getFilePath());

/** Reports a type that has no schema; what it stands for is left open. Types of an API are not the author's to mend. */
export const refuse = (reading: Reading, place: Place, what: string, advice: string): Schema => {
  if (isOfApi(place.node)) return {};
  reading.report(
    {
      code: 'unsupported-type',
      message: `${describe(place)} ${what}`,
      advice,
      ...(place.path === '' ? {} : { field: place.path }),
    },
    place.node,
  );
  return {};
};

import type {
  CustomResourceColumnDefinition,
  CustomResourceSubresources,
} from '@wildermesser/manifest/apiextensions/v1';
import type { DocTag } from '../values-schema/doc-comment.ts';
import { type Schema, schemasIn } from '../values-schema/schema.ts';
import { pathFault } from './json-path.ts';
import { readPrintColumn } from './print-column.ts';
import type { Report } from './report.ts';

/** What the comment of the resource's interface says beside its schema. */
export interface RootTags {
  readonly shortNames: readonly string[];
  readonly categories: readonly string[];
  readonly plural: string | undefined;
  readonly singular: string | undefined;
  readonly scope: 'Namespaced' | 'Cluster';
  readonly columns: readonly CustomResourceColumnDefinition[];
  readonly subresources: CustomResourceSubresources | undefined;
  readonly isServed: boolean;
  readonly isStorage: boolean;
  /** What the API server tells who uses the version; empty for its own words. */
  readonly deprecation: string | undefined;
  readonly name: Schema;
}

const dnsLabel = /^[a-z]([-a-z0-9]{0,61}[a-z0-9])?$/;

/** Reads the tags of a resource's interface, once its schema is known. */
export const readRootTags = (tags: readonly DocTag[], resource: Schema, report: Report): RootTags => {
  const wrong = (tag: DocTag, what: string, advice: string): void =>
    report({ code: 'wrong-tag', message: `\`@${tag.name}\` ${what}`, advice }, tag);
  const all = (name: string): readonly DocTag[] => tags.filter((tag) => tag.name === name);
  const last = (name: string): DocTag | undefined => all(name).at(-1);
  const words = (name: string, isWord: RegExp): string[] =>
    all(name).flatMap((tag) => {
      const found = tag.text.split(/[\s,]+/).filter((word) => word !== '');
      const odd = found.length === 0 ? '' : found.find((word) => !isWord.test(word));
      if (odd !== undefined)
        wrong(tag, odd === '' ? 'names nothing' : `has \`${odd}\``, 'write lower-case letters, digits and dashes');
      return found.filter((word) => isWord.test(word));
    });

  const columns = all('printColumn').flatMap((tag) => {
    const read = readPrintColumn(tag.text, resource);
    if ('column' in read) return [read.column];
    wrong(tag, read.fault, read.advice);
    return [];
  });
  const scope = last('scope');
  if (scope !== undefined && !['Namespaced', 'Cluster'].includes(scope.text))
    wrong(scope, `has \`${scope.text}\``, 'write Namespaced or Cluster');
  const scaleTag = last('scale');
  const [specReplicasPath = '', statusReplicasPath = '', labelSelectorPath] = scaleTag?.text.split(/\s+/) ?? [];
  for (const path of scaleTag === undefined
    ? []
    : [specReplicasPath, statusReplicasPath, labelSelectorPath ?? statusReplicasPath]) {
    const fault = pathFault(path, resource);
    if (fault !== undefined && scaleTag !== undefined)
      wrong(
        scaleTag,
        `has the path \`${path}\`, which ${fault}`,
        'write `@scale .spec.replicas .status.replicas`, then the path of the selector if there is one',
      );
  }
  const scale = {
    ...{ specReplicasPath, statusReplicasPath },
    ...(labelSelectorPath === undefined ? {} : { labelSelectorPath }),
  };
  const hasStatus = schemasIn(resource, 'properties').some(([key]) => key === 'status');
  const [maxLength, pattern] = [last('nameMaxLength'), last('namePattern')];
  if (maxLength !== undefined && !/^[0-9]+$/.test(maxLength.text))
    wrong(maxLength, 'is no count', 'write a whole number after it');
  return {
    shortNames: words('shortName', dnsLabel),
    categories: words('category', dnsLabel),
    plural: words('plural', dnsLabel).at(-1),
    singular: words('singular', dnsLabel).at(-1),
    scope: scope?.text === 'Cluster' ? 'Cluster' : 'Namespaced',
    columns,
    subresources:
      hasStatus || scaleTag !== undefined
        ? { ...(hasStatus ? { status: {} } : {}), ...(scaleTag === undefined ? {} : { scale }) }
        : undefined,
    isServed: last('unserved') === undefined,
    isStorage: last('storage') !== undefined,
    deprecation: last('deprecatedVersion')?.text,
    name: {
      ...(maxLength === undefined ? {} : { maxLength: Number(maxLength.text) }),
      ...(pattern === undefined ? {} : { pattern: pattern.text }),
    },
  };
};

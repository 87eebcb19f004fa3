import { type Fields, textsOf } from '../reading/fields.ts';

/** One thing that a rule allows; `*` is everything of its kind. */
export type Permission =
  | {
      readonly verb: string;
      readonly apiGroup: string;
      /** With its subresource: `pods/log`. */
      readonly resource: string;
      /** `''`: objects of every name. */
      readonly name: string;
    }
  | { readonly verb: string; readonly url: string };

/** The permissions of one rule of a Role. */
export const permissionsOf = (rule: Fields): readonly Permission[] => {
  const names = textsOf(rule.resourceNames);
  return textsOf(rule.verbs).flatMap((verb) => [
    ...textsOf(rule.apiGroups).flatMap((apiGroup) =>
      textsOf(rule.resources).flatMap((resource) =>
        (names.length === 0 ? [''] : names).map((name) => ({ verb, apiGroup, resource, name })),
      ),
    ),
    ...textsOf(rule.nonResourceURLs).map((url) => ({ verb, url })),
  ]);
};

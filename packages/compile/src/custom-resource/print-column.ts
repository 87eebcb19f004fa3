import type { CustomResourceColumnDefinition } from '@wildermesser/manifest/apiextensions/v1';
import type { Schema } from '../values-schema/schema.ts';
import { pathFault } from './json-path.ts';

const types = ['string', 'integer', 'number', 'boolean', 'date'];

type ReadColumn =
  | { readonly column: CustomResourceColumnDefinition }
  | { readonly fault: string; readonly advice: string };

const form = 'write `@printColumn Name type .json.path`, then `priority=1` and words that describe it if wanted';

/**
 * Reads the text of `@printColumn`: a name (in double quotes when it has blanks), a type, a JSONPath without blanks, then,
 * if wanted, `priority=<n>`, `format=<format>` and a description.
 */
export const readPrintColumn = (text: string, resource: Schema): ReadColumn => {
  const [, quoted, plain, type = '', jsonPath = '', rest = ''] =
    /^(?:"([^"]+)"|(\S+))\s+(\S+)\s+(\S+)\s*([\s\S]*)$/.exec(text) ?? [];
  const name = quoted ?? plain;
  if (name === undefined) return { fault: 'has no name, type and path', advice: form };
  if (!types.includes(type)) return { fault: `has the type ${type}`, advice: `use ${types.join(', ')}` };
  const fault = pathFault(jsonPath, resource);
  if (fault !== undefined) return { fault: `has the path ${jsonPath}, which ${fault}`, advice: form };
  const [, priority, format, description = ''] =
    /^(?:priority=([0-9]+)\s*)?(?:format=(\S+)\s*)?([\s\S]*)$/.exec(rest) ?? [];
  const words = description.replace(/\s+/g, ' ').trim();
  return {
    column: {
      name,
      type,
      jsonPath,
      ...(priority === undefined ? {} : { priority: Number(priority) }),
      ...(format === undefined ? {} : { format }),
      ...(words === '' ? {} : { description: words }),
    },
  };
};

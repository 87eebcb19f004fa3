import { helper, type Scope } from './chart-scope.ts';
import { at, type Place, type YamlNode } from './literal-node.ts';
import { argument, type Operand } from './operand.ts';

const unsafe = '"[\\\\x7f-\\\\x{9f}\\\\x{feff}\\\\x{fffe}\\\\x{ffff}]"';

/** JSON that is YAML, too: JSON does not escape all that YAML wants escaped. */
const toJson = [
  '{{- $json := toJson . -}}',
  `{{- range regexFindAll ${unsafe} $json -1 | uniq -}}`,
  '{{- $json = replace . (quote . | trimAll "\\"") $json -}}',
  '{{- end -}}',
  '{{- $json -}}',
];

/**
 * Helm's `toYaml` gives up on characters that YAML wants escaped and does not say so; the end of a block that keeps its
 * line breaks depends on what follows; a key `<<` is not quoted; Helm deletes `<no value>` from all that it prints.
 */
const toYaml = (json: string): readonly string[] => [
  `{{- $isUnsafe := regexMatch ${unsafe} (toJson .) -}}`,
  '{{- if or $isUnsafe (contains "\\\\u202" (toJson .)) (regexMatch "[|>][0-9]?[+]|<<|<no value>" (toYaml .)) -}}',
  '{{- $isMap := kindIs "map" . -}}',
  '{{- range $key, $item := ternary (list .) . (kindIs "string" .) }}',
  `{{ if $isMap }}{{ quote $key }}: {{ else if kindIs "slice" $ }}- {{ end }}{{ ${json} $item }}`,
  '{{- end -}}',
  '{{- else if kindIs "string" . -}}',
  '{{- quote . -}}',
  '{{- else -}}',
  '{{- toYaml . -}}',
  '{{- end -}}',
];

/** Data of any shape, which the template passes on. */
export const dataNode = (operand: Operand, { column }: Place, scope: Scope): YamlNode => {
  const json = helper('toJson', 'Data as JSON on one line.', toJson, scope);
  const print = helper(
    'toYaml',
    'Data as YAML, in the form of JSON where toYaml would change it.',
    toYaml(json),
    scope,
  );
  return { before: operand.before, lines: at(column, [`{{- ${print} ${argument(operand)} | nindent ${column} }}`]) };
};

import { compareBytes, writeYaml } from '@wildermesser/manifest';
import type { Release, Template, TemplatePart } from '@wildermesser/manifest/template';
import type { FileTree } from '../file-tree.ts';
import { chartNotes } from './chart-notes.ts';
import { chartReadme } from './chart-readme.ts';
import { chartSchema } from './chart-schema.ts';
import { type Definition, fileScope, type Scope } from './chart-scope.ts';
import { testPlaces } from './chart-tests.ts';
import { sharedPieces } from './shared-pieces.ts';
import { manifestsOf, templateFiles } from './template-files.ts';
import { valuesFile } from './values-file.ts';
import { node } from './yaml-node.ts';

/** What a chart says besides its template. */
export interface ChartOptions {
  /** A semantic version. */
  readonly version: string;
  /** Default: none. */
  readonly appVersion?: string;
  /** The release that the README installs. */
  readonly release: Release;
}

const ignored = ['.DS_Store', '.git/', '.gitignore', '*.bak', '*.orig', '*.swp', '*.tgz', '*~', ''].join('\n');

const chartYaml = (name: string, { description, parts }: Template, { version, appVersion }: ChartOptions): string => {
  const dependencies = parts.map(({ key, conditional }) => ({
    name: key,
    version,
    ...(conditional ? { condition: `${key}.enabled` } : {}),
  }));
  return writeYaml({
    apiVersion: 'v2',
    name,
    description,
    type: 'application',
    version,
    ...(appVersion === undefined ? {} : { appVersion }),
    ...(dependencies.length === 0 ? {} : { dependencies }),
  });
};

/** The definitions that the files need, directly or not. */
const helpersFile = (definitions: ReadonlyMap<string, Definition>, files: Iterable<string>): string => {
  const needed = new Set<string>();
  const search = (text: string): void => {
    for (const [name, { lines }] of definitions) {
      if (needed.has(name) || !text.includes(`include "${name}"`)) continue;
      needed.add(name);
      search(lines.join('\n'));
    }
  };
  for (const file of files) search(file);
  const texts = [...needed].sort(compareBytes).map((name) => {
    const { about, lines } = definitions.get(name) as Definition;
    return `{{/* ${about.replaceAll('*/', '* /')} */}}\n{{- define "${name}" -}}\n${lines.join('\n')}\n`;
  });
  return texts.join('\n');
};

const templatesOf = (prefix: string, template: Template): Map<string, string> => {
  const pieces = sharedPieces(template.manifests);
  const empty: Scope = {
    chart: prefix,
    schema: template.schema,
    root: '',
    variables: new Map(),
    present: new Set(),
    taken: new Set(),
    definitions: new Map(),
    pieces: new Map(),
  };
  for (const { name, expression } of pieces.values()) {
    const { before, lines } = node(expression, { column: 0, listColumn: 0, hint: name }, fileScope(empty));
    const about = `What several objects have in common: ${name}.`;
    empty.definitions.set(`${prefix}.${name}`, { about, lines: [...before, ...lines, '{{- end }}'] });
  }
  const scope: Scope = { ...empty, pieces: new Map([...pieces].map(([key, { name }]) => [key, `${prefix}.${name}`])) };
  const places = manifestsOf(template.manifests);
  const files = templateFiles(places, scope);
  for (const [path, text] of templateFiles(testPlaces(places), scope))
    files.set(path.replace(/^templates\//, 'templates/tests/'), text);
  const helpers = helpersFile(scope.definitions, files.values());
  if (helpers !== '') files.set('templates/_helpers.tpl', helpers);
  return files.set('templates/NOTES.txt', chartNotes(places));
};

const partFiles = (prefix: string, { key, template }: TemplatePart, options: ChartOptions): [string, string][] =>
  [...chartFiles(`${prefix}.${key}`, key, template, options)].map(([path, text]) => [`charts/${key}/${path}`, text]);

const chartFiles = (prefix: string, name: string, template: Template, options: ChartOptions): Map<string, string> =>
  new Map([
    ['.helmignore', ignored],
    ['Chart.yaml', chartYaml(name, template, options)],
    ['README.md', chartReadme(name, template, prefix === name ? options.release : undefined)],
    ['values.schema.json', chartSchema(template)],
    ['values.yaml', valuesFile(template)],
    ...templatesOf(prefix, template),
    ...template.parts.flatMap((part) => partFiles(prefix, part, options)),
  ]);

/**
 * A template as Helm chart, its parts as subcharts: what `helm template` makes of it and of values is what
 * `evaluateTemplate` makes of them, but for the text `<no value>`, which Helm deletes wherever it prints it. Paths are relative to the chart's directory.
 */
export const emitChart = (template: Template, options: ChartOptions): FileTree =>
  new Map([...chartFiles(template.name, template.name, template, options)].sort(([a], [b]) => compareBytes(a, b)));

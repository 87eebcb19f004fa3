import { relative } from 'node:path';
import {
  type AnyTemplatedComponent,
  type EvaluatedTemplate,
  environmentValues,
  type FileTree,
  type Scopes,
  valuesFileName,
} from '@wildermesser/emit';
import { emitChart } from '@wildermesser/emit/helm';
import { emitJsonnet } from '@wildermesser/emit/jsonnet';
import { emitKustomize } from '@wildermesser/emit/kustomize';
import { type Catalog, compareBytes, type Finding, originOf, writeYaml } from '@wildermesser/manifest';
import type { Json, Release, Template } from '@wildermesser/manifest/template';
import { type CalledTemplate, templateManifests } from './call-template.ts';
import { cachedTranslation, sourcesHash } from './translation-cache.ts';

/** The files of a templated component, relative to its directory. Not to be written when a finding is an error. */
export interface Translated {
  readonly files: FileTree;
  readonly findings: readonly Finding[];
}

/** What a translation needs besides the component. */
export interface TranslateContext {
  readonly root: string;
  readonly catalog: Catalog;
  readonly scopes: Scopes;
}

type Compile = (
  file: string,
  name: string,
  componentName: string,
) => { template?: Template; findings: readonly Finding[] };

const hasSwitch = ({ schema: { properties } }: Template): boolean =>
  typeof properties === 'object' && properties !== null && 'enabled' in properties;

const placeOf = (component: AnyTemplatedComponent, root: string): { file?: string; line?: number } => {
  const origin = originOf(component);
  return origin === undefined ? {} : { file: relative(root, origin.file), line: origin.line };
};

/** Compiles the component's function and those of its parts; all are exported by the file that declares the component. */
const compileWith = (
  component: AnyTemplatedComponent,
  compile: Compile,
  root: string,
): { readonly template?: Template; readonly findings: readonly Finding[] } => {
  const file = relative(root, originOf(component)?.file ?? '');
  const own = compile(file, component.template.name, component.name);
  const parts = Object.entries<{ readonly template: { readonly name: string }; readonly conditional?: boolean }>(
    component.parts ?? {},
  )
    .sort(([a], [b]) => compareBytes(a, b))
    .map(([key, { template, conditional = false }]) => ({ key, conditional, ...compile(file, template.name, key) }));
  const findings = [own, ...parts].flatMap((each) => each.findings);
  for (const { key, conditional, template } of parts) {
    if (!conditional || template === undefined || hasSwitch(template)) continue;
    const message = `the part ${key} is conditional, and the interface of its values has no \`enabled\``;
    const advice = 'add `readonly enabled: boolean` to it';
    findings.push({ severity: 'error', code: 'cannot-compile', message, advice, ...placeOf(component, root) });
  }
  if (own.template === undefined) return { findings };
  const template: Template = {
    ...own.template,
    // The component's own values, not those of the interface alone, are what people find in the chart.
    values: component.values,
    parts: parts.flatMap(({ key, conditional, template: part }) =>
      part === undefined
        ? []
        : [{ key, conditional, template: { ...part, values: (component.values as Record<string, never>)[key] ?? {} } }],
    ),
  };
  return { template, findings };
};

let compilers: Promise<Compile> | undefined;

/** One compiler a process; it is loaded only when a component needs it, since reading TypeScript costs a second. */
const compilerFor = (root: string): Promise<Compile> => {
  compilers ??= import('@wildermesser/compile').then(({ createCompiler }) => {
    const compiler = createCompiler({ root, tsconfig: `${root}/tsconfig.json` });
    return (file, name, componentName) => compiler.compile({ file, name, componentName });
  });
  return compilers;
};

/** The template of a templated component, or the findings that say why its functions cannot be translated. */
export const compileTemplate = async (component: AnyTemplatedComponent, root: string) =>
  compileWith(component, await compilerFor(root), root);

/** Makes the chart, the program or the overlays of a templated component. */
const translateTemplate = async (
  { component, environments }: CalledTemplate,
  { root, catalog, scopes }: TranslateContext,
): Promise<Translated> => {
  const release: Release = { name: component.name, namespace: environments[0]?.namespace ?? component.name };
  if (component.tool === 'kustomize') {
    const natives = component.environments as Readonly<Record<string, { native?: object }>>;
    const { tree, findings } = emitKustomize({
      base: templateManifests(component, component.values as Json, release),
      overlays: environments.map(({ name, declared }) => {
        const { native } = natives[name] ?? {};
        return { name, manifests: declared, ...(native === undefined ? {} : { native }) };
      }),
      namespace: release.namespace,
      catalog,
      isShared: scopes.isShared,
    });
    return { files: tree, findings };
  }
  const { template, findings } = await compileTemplate(component, root);
  if (template === undefined) return { files: new Map(), findings };
  if (component.tool === 'jsonnet') return { files: emitJsonnet(template), findings };
  const files = new Map(emitChart(template, { version: component.version ?? '1.0.0', release }));
  for (const { name, values } of environments)
    files.set(valuesFileName(name), writeYaml(environmentValues(component.values, values)));
  return { files, findings };
};

/** Translates the templated components of a project, those that changed since the last time. */
export const translateProject = async (
  project: string,
  templates: readonly CalledTemplate[],
  context: TranslateContext,
): Promise<{ readonly templates: readonly EvaluatedTemplate[]; readonly findings: readonly Finding[] }> => {
  const hash = sourcesHash(context.root, project);
  const translated: EvaluatedTemplate[] = [];
  const findings: Finding[] = [];
  for (const called of templates) {
    const { name, tool, values, environments, version = '' } = called.component;
    const subject = JSON.stringify({ name, tool, values, environments, version, kubernetes: context.catalog.version });
    const found = await cachedTranslation(context.root, hash, subject, () => translateTemplate(called, context));
    translated.push({ ...called, files: found.files });
    findings.push(...found.findings);
  }
  return { templates: translated, findings };
};

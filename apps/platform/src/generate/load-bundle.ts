import { relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Bundle, EvaluatedComponent, Settings } from '@wildermesser/emit';
import type { Finding } from '@wildermesser/manifest';
import type { Project } from '../workspace/list-projects.ts';
import { type CallOptions, callComponent } from './call-component.ts';
import type { CalledTemplate } from './call-template.ts';
import { messageOf, placeInWorkspace } from './error-place.ts';

/** A bundle with the manifests of its components, or what kept it from that. */
export interface LoadedBundle {
  readonly project: Project;
  readonly bundle?: Bundle;
  readonly components: readonly EvaluatedComponent[];
  readonly templates: readonly CalledTemplate[];
  readonly findings: readonly Finding[];
}

type CalledComponent = EvaluatedComponent & { readonly findings: readonly Finding[] };

const isBundle = (value: unknown): value is Bundle =>
  typeof value === 'object' && value !== null && Array.isArray((value as Bundle).components);

/** The manifests of components that come from sources, after those that they return; loaded only where there are some. */
const withCompiled = async (
  components: readonly CalledComponent[],
  root: string,
): Promise<readonly CalledComponent[]> => {
  if (components.every(({ component }) => (component.compiled ?? []).length === 0)) return components;
  const { compileSources } = await import('./compile-sources.ts');
  return Promise.all(
    components.map(async ({ component, manifests, findings }) => {
      const compiled = await compileSources(component, root);
      return {
        component,
        manifests: [...manifests, ...compiled.manifests],
        findings: [...findings, ...compiled.findings],
      };
    }),
  );
};

/** What templates need is loaded only where there are some. */
const callTemplates = async (templates: NonNullable<Bundle['templates']>, options: CallOptions) => {
  if (templates.length === 0) return [];
  const { callTemplate } = await import('./call-template.ts');
  return templates.map((component) => callTemplate(component, options));
};

/** Imports the bundle of a project and calls its components. Whatever goes wrong in them is a finding with a place. */
export const loadBundle = async (project: Project, settings: Settings, options: CallOptions): Promise<LoadedBundle> => {
  const { root } = options;
  const file = relative(root, project.bundleFile);
  const failed = (finding: Omit<Finding, 'severity'>): LoadedBundle => ({
    project,
    components: [],
    templates: [],
    findings: [{ severity: 'error', ...finding }],
  });
  let bundle: unknown;
  try {
    bundle = (await import(pathToFileURL(project.bundleFile).href)).default;
  } catch (error) {
    const place = placeInWorkspace(error, root) ?? { file };
    return failed({
      code: 'bundle-fails',
      message: messageOf(error),
      advice: `mend it; ./platform test shows type errors`,
      ...place,
    });
  }
  if (!isBundle(bundle))
    return failed({
      code: 'no-bundle',
      message: 'the default export is no bundle',
      advice: 'write `export default bundle({ description, components: [...] })`',
      file,
      line: 1,
    });
  const called = bundle.components.map((component) => ({
    component,
    ...callComponent(component, () => component.manifests(settings), options),
  }));
  const components = await withCompiled(called, root);
  const templates = await callTemplates(bundle.templates ?? [], options);
  return {
    project,
    bundle,
    // One that failed is no component without manifests; its own finding says enough.
    components: components.filter(({ findings }) => findings.length === 0),
    templates,
    findings: [...components, ...templates.flatMap(({ environments }) => environments)].flatMap(
      ({ findings }) => findings,
    ),
  };
};

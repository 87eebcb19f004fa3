import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { mismatch, type Values, withDefaults } from '@wildermesser/compile';
import type { AnyTemplatedComponent, Settings } from '@wildermesser/emit';
import { type Catalog, type Finding, readDocuments } from '@wildermesser/manifest';
import type { Json } from '@wildermesser/manifest/template';
import { callComponent } from '../generate/call-component.ts';
import { templateManifests } from '../generate/call-template.ts';
import { loadBundle } from '../generate/load-bundle.ts';
import { compileTemplate } from '../generate/translate-template.ts';
import { UsageError } from '../usage-error.ts';
import { listProjects } from '../workspace/list-projects.ts';
import type { Subject } from './format.ts';

/** Which component to show, and with which values. */
export interface SubjectRequest {
  /** `<project>/<component>`. */
  readonly component: string;
  /** Path of a values file, merged over the component's own values; none for those alone. */
  readonly valuesFile: string | undefined;
  readonly release: string | undefined;
  readonly namespace: string;
}

const templatedNamed = async (name: string, root: string, settings: Settings): Promise<AnyTemplatedComponent> => {
  const [projectName = '', componentName = ''] = name.split('/');
  const project = listProjects(root).find((candidate) => candidate.name === projectName);
  if (project === undefined) throw new UsageError(`no project is named ${projectName}`, 'write <project>/<component>');
  const { bundle, findings } = await loadBundle(project, settings, { root, twice: false });
  if (bundle === undefined)
    throw new UsageError(findings[0]?.message ?? 'the bundle cannot be loaded', 'run ./platform build');
  const templates = bundle.templates ?? [];
  const found = templates.find((component) => component.name === componentName);
  if (found !== undefined) return found;
  const names = templates.map((component) => component.name).join(', ') || 'none';
  throw new UsageError(`${projectName} has no templated component ${componentName}`, `there are: ${names}`);
};

const readValues = (file: string | undefined, cwd: string): Values => {
  if (file === undefined) return {};
  let text: string;
  try {
    text = readFileSync(resolve(cwd, file), 'utf8');
  } catch (error) {
    throw new UsageError(`the values file ${file} cannot be read: ${(error as NodeJS.ErrnoException).code}`);
  }
  const { documents, findings } = readDocuments(text, file);
  const [fault] = findings;
  if (fault !== undefined) throw new UsageError(`${file}:${fault.line}: ${fault.message}`, 'mend the values file');
  const value = documents[0]?.value ?? {};
  if (typeof value !== 'object' || Array.isArray(value)) throw new UsageError(`${file} holds no map of values`);
  return value as Values;
};

/** Loads a templated component with the values to show it with, or the findings that say why it cannot be compiled. */
export const loadSubject = async (
  request: SubjectRequest,
  context: { readonly root: string; readonly cwd: string; readonly settings: Settings; readonly catalog: Catalog },
): Promise<{ readonly subject?: Subject; readonly findings: readonly Finding[] }> => {
  const { root, cwd, settings, catalog } = context;
  const component = await templatedNamed(request.component, root, settings);
  const { template, findings } = await compileTemplate(component, root);
  if (template === undefined) return { findings };
  const values = withDefaults(component.values as Values, readValues(request.valuesFile, cwd)) as Json;
  const fault = mismatch(
    template.schema as never,
    values,
    new Map(Object.entries((template.schema.$defs ?? {}) as object)),
  );
  if (fault !== undefined)
    throw new UsageError(`the values do not fit ${component.name}: the file ${fault}`, 'see values.schema.json');
  const release = { name: request.release ?? component.name, namespace: request.namespace };
  const call = (given: Json) =>
    callComponent(component, () => templateManifests(component, given, release), { root, twice: false });
  const [base, called] = [call(component.values as Json), call(values)];
  const faults = [...findings, ...base.findings, ...called.findings];
  if (faults.length > 0) return { findings: faults };
  return {
    subject: { template, values, release, base: base.manifests, manifests: called.manifests, catalog },
    findings: [],
  };
};

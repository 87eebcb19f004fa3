import type { Finding, Manifest } from '@wildermesser/manifest';
import { findingOn } from '../finding-on.ts';
import { at, type Fields, fieldsOf, recordsOf, textOf, textsOf } from '../read-fields.ts';
import type { Rule } from '../rule.ts';
import { unknownReference } from '../unknown-reference.ts';
import type { World } from '../world.ts';

/** An Application belongs to an AppProject that exists and permits its sources and its destination. */
export const argocdProjects: Rule = {
  name: 'argocd-projects',
  check: (world) =>
    world.ofKind('argoproj.io', 'Application').flatMap((application) => projectFaults(world, application)),
};

const projectFaults = (world: World, application: Manifest): Finding[] => {
  const name = textOf(at(application, 'spec', 'project')) || 'default';
  const namespace = application.metadata.namespace ?? '';
  const identity = { group: 'argoproj.io', kind: 'AppProject', namespace, name };
  const [project] = world.named(identity);
  if (project === undefined) {
    // Argo CD makes the project "default" itself.
    return name === 'default'
      ? []
      : unknownReference(world, application, { ...identity, code: 'unknown-project', field: 'spec.project' });
  }
  return [...destinationFaults(application, project), ...sourceFaults(application, project)];
};

const destinationFaults = (application: Manifest, project: Manifest): Finding[] => {
  const destination = fieldsOf(at(application, 'spec', 'destination'));
  const permitted = recordsOf(at(project, 'spec', 'destinations'));
  if (permits(permitted, destination)) return [];
  return [
    findingOn(application, {
      severity: 'error',
      code: 'destination-not-permitted',
      field: 'spec.destination',
      message: `the AppProject "${project.metadata.name ?? ''}" does not permit the namespace "${textOf(destination.namespace)}" of ${textOf(destination.server) || textOf(destination.name)}`,
      advice: 'add it to spec.destinations of the AppProject',
    }),
  ];
};

/** A destination that begins with `!` takes away what the others permit. */
const permits = (entries: readonly Fields[], destination: Fields): boolean => {
  const matches = (entry: Fields): boolean => {
    const cluster = entry.server === undefined ? ['name', entry.name] : ['server', entry.server];
    const key = String(cluster[0]);
    return (
      glob(textOf(cluster[1]).replace(/^!/, ''), textOf(destination[key])) &&
      glob(textOf(entry.namespace).replace(/^!/, ''), textOf(destination.namespace))
    );
  };
  const denies = (entry: Fields): boolean => /^!/.test(textOf(entry.server)) || /^!/.test(textOf(entry.namespace));
  return (
    entries.some((entry) => !denies(entry) && matches(entry)) &&
    !entries.some((entry) => denies(entry) && matches(entry))
  );
};

const sourceFaults = (application: Manifest, project: Manifest): Finding[] => {
  const single = at(application, 'spec', 'source');
  const sources = single === undefined ? recordsOf(at(application, 'spec', 'sources')) : [fieldsOf(single)];
  const entries = textsOf(at(project, 'spec', 'sourceRepos'));
  return sources
    .map(({ repoURL }) => textOf(repoURL))
    .filter(
      (url) =>
        !entries.some((entry) => !entry.startsWith('!') && glob(entry, url)) ||
        entries.some((entry) => entry.startsWith('!') && glob(entry.slice(1), url)),
    )
    .map((url) =>
      findingOn(application, {
        severity: 'error',
        code: 'source-not-permitted',
        field: 'spec.source.repoURL',
        message: `the AppProject "${project.metadata.name ?? ''}" does not permit the repository ${url.replace(/\/\/[^/@]*@/, '//')}`,
        advice: 'add it to spec.sourceRepos of the AppProject',
      }),
    );
};

const hasWildcard = /[*?]/;

const glob = (pattern: string, text: string): boolean => {
  // Of most, and an expression for each of a thousand Applications is a twentieth of a build.
  if (!hasWildcard.test(pattern)) return pattern === text;
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`, 's').test(text);
};

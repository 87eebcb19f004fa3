import type { RuleEffect } from '../../model/effect.ts';
import type { Rule, RuleContext, World } from '../../model/rule.ts';
import type { SideApplication } from '../../model/side.ts';
import { permitsKind, permitsPlace, permitsRepository, projectOf } from '../argocd/project-rules.ts';
import { listed } from '../reading/amounts.ts';
import { at, textOf } from '../reading/fields.ts';

const projectKind = 'AppProject.argoproj.io';

/** An AppProject does not permit what one of its Applications deploys: Argo CD refuses to sync it. */
export const projectRefuses: Rule = {
  name: 'project-refuses',
  needs: [{ changed: [projectKind, 'Application.argoproj.io'], reads: [projectKind] }],
  check: (context) => context.head.applications.flatMap((application) => judge(context, application)),
};

const refusals = (world: World, application: SideApplication | undefined): readonly string[] => {
  const project = application === undefined ? undefined : projectOf(world, application);
  if (application === undefined || project === undefined) return [];
  const { manifest, objects } = application;
  const kinds = objects
    .filter((object) => !permitsKind(project, object))
    .map(({ identity }) => `the kind ${identity.kind}`);
  const places = [
    ...objects.map(({ identity }) => identity.namespace),
    textOf(at(manifest, 'spec', 'destination', 'namespace')),
  ]
    .filter((namespace) => namespace !== '' && !permitsPlace(project, manifest, namespace))
    .map((namespace) => `the namespace ${namespace}`);
  const repository = textOf(at(manifest, 'spec', 'source', 'repoURL'));
  const sources = repository === '' || permitsRepository(project, repository) ? [] : [`the repository ${repository}`];
  return [...new Set([...kinds, ...places, ...sources])];
};

const judge = ({ base, head }: RuleContext, application: SideApplication): readonly RuleEffect[] => {
  const before = refusals(base, base.application(application.name));
  const now = refusals(head, application).filter((refusal) => !before.includes(refusal));
  const name = application.manifest?.metadata.name;
  if (now.length === 0 || name === undefined) return [];
  return [
    {
      severity: 'danger',
      object: {
        group: 'argoproj.io',
        kind: 'Application',
        namespace: application.manifest?.metadata.namespace ?? '',
        name,
      },
      field: ['spec', 'project'],
      message: `Argo CD refuses to sync it: its project ${textOf(at(application.manifest, 'spec', 'project'))} does not permit ${listed(now, 5)}`,
      advice: 'let the project permit it in the same change',
    },
  ];
};

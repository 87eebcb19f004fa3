import type { ComponentIdentity } from './component.ts';

const directoryName = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/;
/** Entries of a project's directory that are not for components. */
const reserved = new Set(['argocd', 'index.json']);

/** What is wrong with the name of a component. */
export interface ComponentFault {
  readonly component: ComponentIdentity;
  readonly message: string;
  readonly advice: string;
}

/** Names that cannot be directories of one project: each is identity for Argo CD, so they are checked before all else. */
export const componentFaults = (components: readonly ComponentIdentity[]): ComponentFault[] => {
  const seen = new Set<string>();
  return components.flatMap((component): ComponentFault[] => {
    const { name } = component;
    if (seen.has(name))
      return [{ component, message: `two components are named ${name}`, advice: 'give one of them another name' }];
    seen.add(name);
    if (reserved.has(name)) {
      const message = `${name} is the directory of the project's Applications`;
      return [{ component, message, advice: 'choose another component name' }];
    }
    if (directoryName.test(name)) return [];
    return [
      { component, message: `'${name}' is no directory name`, advice: 'use lower-case letters, digits and dashes' },
    ];
  });
};

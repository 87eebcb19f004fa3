import { at, type Fields, fieldsOf, textOf } from '../../read-fields.ts';
import type { JudgedPod } from './control.ts';

/** How violations name a container. */
export const containerName = (container: Fields): string => `container "${textOf(container.name)}"`;

/** The security context of the pod and those of its containers, each with the name of who sets it. */
export const contextsOf = ({
  spec,
  containers,
}: Pick<JudgedPod, 'spec' | 'containers'>): readonly (readonly [string, Fields])[] => [
  ['the pod', fieldsOf(spec.securityContext)],
  ...containers.map((container) => [containerName(container), fieldsOf(container.securityContext)] as const),
];

/**
 * Containers for which `accepts` fails, where a container that sets nothing has what the pod sets. `at` names the
 * field inside the security context.
 */
export const inherited = (
  pod: JudgedPod,
  path: readonly string[],
  accepts: (value: unknown) => boolean,
): readonly string[] => {
  const forPod = at(pod.spec, 'securityContext', ...path);
  const wrongPod = forPod !== undefined && !accepts(forPod) ? ['the pod'] : [];
  const wrong = pod.containers.filter((container) => {
    const own = at(container, 'securityContext', ...path);
    return own === undefined ? !accepts(forPod) : !accepts(own);
  });
  return [...wrongPod, ...wrong.map(containerName)];
};

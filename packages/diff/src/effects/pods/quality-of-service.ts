import { comparedQuantities } from '../reading/amounts.ts';
import { at, type Fields } from '../reading/fields.ts';
import { containersOf } from './pod-template.ts';

/** The class by which the kubelet decides whom to evict first, by the rules of Kubernetes. */
export const qualityOfService = (spec: Fields): 'BestEffort' | 'Burstable' | 'Guaranteed' => {
  const containers = containersOf(spec).map(({ fields }) => fields);
  const of = (container: Fields, list: string, resource: string): unknown => at(container, 'resources', list, resource);
  const has = (container: Fields): boolean =>
    ['requests', 'limits'].some((list) =>
      ['cpu', 'memory'].some((resource) => of(container, list, resource) !== undefined),
    );
  if (!containers.some(has)) return 'BestEffort';
  const isGuaranteed = containers.every((container) =>
    ['cpu', 'memory'].every((resource) => {
      const limit = of(container, 'limits', resource);
      const request = of(container, 'requests', resource) ?? limit;
      return limit !== undefined && comparedQuantities(request, limit) === 0;
    }),
  );
  return isGuaranteed ? 'Guaranteed' : 'Burstable';
};

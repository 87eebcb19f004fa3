import type { ApiAccess } from '@wildermesser/manifest';
import type { ts } from 'ts-morph';
import { memberType, textsOf } from './argument.ts';
import type { AccessContext } from './call-access.ts';
import type { KindType } from './kind-type.ts';

/**
 * What `blockOwnerDeletion: true` asks for: where the API server enforces it, whoever sets it must be allowed to change the
 * finalizers of the owner. The owner is the kind that the same reference names.
 */
export const blockedOwner = (
  node: ts.PropertyAssignment,
  kinds: readonly KindType[],
  { checker, report, placeText }: AccessContext,
): ApiAccess | undefined => {
  if (checker.typeToString(checker.getTypeAtLocation(node.initializer)) === 'false') return undefined;
  const reference = node.parent as ts.ObjectLiteralExpression;
  const [apiVersion] = textsOf(memberType(reference, ['apiVersion'], checker)) ?? [];
  const [kind] = textsOf(memberType(reference, ['kind'], checker)) ?? [];
  const group = apiVersion?.includes('/') === true ? apiVersion.split('/')[0] : '';
  const owner =
    apiVersion === undefined ? undefined : kinds.find((known) => known.kind === kind && known.group === group);
  if (owner === undefined) {
    const advice = 'write its apiVersion and kind as constants beside it, of a kind that the program describes';
    report(node, 'the owner whose deletion is blocked is not known before the program runs', advice);
    return undefined;
  }
  return {
    group: owner.group,
    resource: `${owner.plural}/finalizers`,
    verb: 'update',
    isNamespaced: owner.isNamespaced,
    isOwnNamespace: false,
    places: [placeText(node)],
  };
};

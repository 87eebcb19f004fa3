import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Kind, RefOf, StatusOf, StoredOf } from './kind.ts';
import { deployments, type persistentVolumes, type secrets } from './kinds.ts';

type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;
const holds = <T extends true>(value: T): T => value;

test('a descriptor keeps its names as literal types and tells the types of its objects', () => {
  holds<Same<(typeof deployments)['group'], 'apps'>>(true);
  holds<Same<(typeof deployments)['plural'], 'deployments'>>(true);
  holds<Same<RefOf<typeof deployments>, { readonly namespace: string; readonly name: string }>>(true);
  holds<Same<RefOf<typeof persistentVolumes>, { readonly name: string }>>(true);
  holds<Same<StoredOf<typeof deployments>['metadata']['uid'], string>>(true);
  holds<Same<StoredOf<typeof deployments>['kind'], 'Deployment'>>(true);
  holds<Same<NonNullable<StoredOf<typeof deployments>['status']>['readyReplicas'], number | undefined>>(true);
  holds<Same<StatusOf<typeof secrets>, never>>(true);
  const general: Kind = deployments;
  assert.equal(general.kind, 'Deployment');
});

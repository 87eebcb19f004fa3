import { kind, type StoredOf } from '../cluster/index.ts';
import type { MySQL, MySQLStatus } from './mysql.ts';

/** The custom resource of the operator. */
export const mysqls = kind<MySQL, MySQLStatus>()({
  group: 'otus.homework',
  version: 'v1',
  kind: 'MySQL',
  plural: 'mysqls',
  namespaced: true,
});

/** A MySQL as the API server returns it. */
export type StoredMySQL = StoredOf<typeof mysqls>;

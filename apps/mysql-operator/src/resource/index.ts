/** The custom resource: its types, from which the CustomResourceDefinition is made, and the names of what belongs to it. */
export { isLarger } from './is-larger.ts';
export type {
  Backup,
  Message,
  MySQL,
  MySQLCondition,
  MySQLSpec,
  MySQLStatus,
  Resources,
  SecretReference,
} from './mysql.ts';
export { mysqls, type StoredMySQL } from './mysqls.ts';
export { annotations, finalizer, labels, type MySQLRef, manager, namesOf } from './names.ts';

export { readApiAccess } from './read-api-access.ts';

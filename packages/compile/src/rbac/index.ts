/** What a program asks of the Kubernetes API, from its code. */
export { type ApiAccessReading, type ApiAccessRequest, readApiAccess } from './read-api-access.ts';

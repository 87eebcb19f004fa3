import type { ApiAccess, Finding } from '@wildermesser/manifest';

export interface ApiAccessRequest {
  readonly root: string;
  readonly tsconfig: string;
  readonly entry: string;
}

export const readApiAccess = (
  _request: ApiAccessRequest,
): { accesses: readonly ApiAccess[]; findings: readonly Finding[] } => ({ accesses: [], findings: [] });

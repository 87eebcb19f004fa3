import type { ObjectChange, Plan } from '../../src/index.ts';
import { changeOf, planOf } from './plan-of.ts';

/** An object that gets a label. */
export const labelled = (kind: string, name: string, application = 'shop', team = 'front'): ObjectChange => {
  const object = (labels: Readonly<Record<string, string>>) => ({
    apiVersion: kind === 'Deployment' ? 'apps/v1' : 'v1',
    kind,
    metadata: { name, namespace: application, labels },
  });
  return changeOf({
    verb: 'change',
    application,
    base: object({ app: name }),
    head: object({ app: name, team }),
    fields: [{ path: ['metadata', 'labels', 'team'], kind: 'added', after: team }],
    effects: [{ rule: 'quota-team', severity: 'warning', message: `the team ${team} pays for it` }],
  });
};

/** The same label comes to objects of two Applications, another one to one of them. */
export const labelPlan = (): Plan =>
  planOf([
    labelled('Deployment', 'basket'),
    labelled('Deployment', 'catalogue'),
    labelled('Service', 'basket'),
    labelled('Service', 'catalogue'),
    labelled('ConfigMap', 'settings', 'shop', 'back'),
    labelled('Deployment', 'ledger', 'payments'),
    labelled('Service', 'ledger', 'payments'),
  ]);

import { loadCatalog, type Manifest, writeYaml } from '../../../../packages/manifest/src/index.ts';
import { validate as validateAll } from '../../../../packages/validate/src/index.ts';
import { schemaFindings } from '../../../../packages/validate/src/schema/schema-findings.ts';
import { allManifests } from '../all-manifests.ts';
import { loadPeer } from '../load-peer.ts';
import type { PlainManifest } from '../objects.ts';
import { goalTable, timeTable } from '../report.ts';
import { timeWork } from '../time-work.ts';

type Model = new (fields: object) => { validate: () => void };

const models = async (): Promise<Record<PlainManifest['kind'], Model>> => {
  const load = async (path: string, kind: string): Promise<Model> =>
    (await loadPeer<Record<string, Model>>(`kubernetes-models/${path}/${kind}`))[kind] as Model;
  return {
    ConfigMap: await load('v1', 'ConfigMap'),
    Deployment: await load('apps/v1', 'Deployment'),
    Namespace: await load('v1', 'Namespace'),
    Service: await load('v1', 'Service'),
  };
};

/** Validation inside one process, of objects without a fault. */
export const validate = async (rounds: number): Promise<string> => {
  const catalog = await loadCatalog('1.36');
  const model = await models();
  const plain = allManifests({ objects: 10_000, components: 1000, packages: 10 });
  const manifests = plain as readonly Manifest[];
  const rows = timeWork(
    [
      { name: 'emission (writeYaml)', run: () => manifests.map(writeYaml) },
      {
        name: 'strict schemas (schemaFindings)',
        run: () => manifests.map((manifest) => schemaFindings(manifest, catalog)),
      },
      { name: 'schemas and all rules (validate)', run: () => validateAll(manifests, { catalog, expected: [] }) },
      {
        name: 'kubernetes-models, which lets unknown fields pass',
        run: () => {
          for (const manifest of plain) new model[manifest.kind](manifest).validate();
        },
      },
    ],
    rounds,
  );
  const [emission = 0, schemas = 0] = rows.map(({ milliseconds }) => milliseconds);
  const goals = goalTable([
    { what: 'strict schemas: time to that of emission', ratio: schemas / emission, atMost: 0.5 },
  ]);
  return `${manifests.length} objects:\n\n${timeTable(rows)}\n${goals}`;
};

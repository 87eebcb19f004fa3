import { writeYaml } from '../../../../packages/manifest/src/index.ts';
import { allManifests } from '../all-manifests.ts';
import { loadPeer } from '../load-peer.ts';
import { goalTable, timeTable } from '../report.ts';
import { timeWork } from '../time-work.ts';

interface Yaml {
  readonly stringify: (value: unknown, options: object) => string;
}

interface JsYaml {
  readonly dump: (value: unknown, options: object) => string;
}

/** Emission inside one process. Every text is counted in bytes, for which the engine joins its pieces. */
export const emit = async (rounds: number): Promise<string> => {
  const { stringify } = await loadPeer<Yaml>('yaml');
  const { dump } = await loadPeer<JsYaml>('js-yaml');
  const manifests = allManifests({ objects: 10_000, components: 1000, packages: 10 });
  const all = (write: (value: unknown) => string) => () => {
    let bytes = 0;
    for (const manifest of manifests) bytes += Buffer.byteLength(write(manifest));
    return bytes;
  };
  const options = { lineWidth: 0, aliasDuplicateObjects: false };
  const rows = timeWork(
    [
      { name: 'JSON.stringify', run: all(JSON.stringify) },
      { name: 'writeYaml, proven', run: all(writeYaml) },
      { name: 'js-yaml', run: all((value) => dump(value, { noRefs: true, lineWidth: -1 })) },
      { name: 'yaml', run: all((value) => stringify(value, options)) },
      { name: 'yaml, version 1.1', run: all((value) => stringify(value, { ...options, version: '1.1' })) },
    ],
    rounds,
  );
  const [json, ours, , yaml12, yaml11] = rows.map(({ milliseconds }) => milliseconds);
  const against = (peer: number | undefined): number => (peer ?? 0) / (ours ?? 0);
  const goals = goalTable([
    { what: 'emission: time to that of JSON.stringify', ratio: 1 / against(json), atMost: 2.5 },
    { what: 'emission: faster than yaml', ratio: against(yaml12), atLeast: 20 },
    { what: 'emission: faster than yaml, version 1.1', ratio: against(yaml11), atLeast: 20 },
  ]);
  return `${manifests.length} objects:\n\n${timeTable(rows)}\n${goals}`;
};

import assert from 'node:assert/strict';
import { type Cluster, clusterTests } from '@wildermesser/control-plane';
import { ExecError } from '@wildermesser/exec';
import { groupOf, type Manifest, versionOf } from '@wildermesser/manifest';
import { immutableSamples } from './immutable-samples/all-samples.ts';
import type { Sample } from './immutable-samples/sample.ts';

/**
 * The table of immutable fields against a real API server: it takes what the samples say is taken, and refuses what
 * they say is refused. `immutable-fields.test.ts` holds the table against the same samples. Controllers would change
 * what is made; without them no Pod gets a token, so that admission is not to ask for one.
 */
const test = await clusterTests({
  controllers: false,
  apiServerArguments: ['--disable-admission-plugins=ServiceAccount'],
});

const isDefinition = ({ kind }: Manifest): boolean => kind === 'CustomResourceDefinition';

/** Each sample has a namespace and names of its own, since what is deleted may be there for a while. */
const placed = (manifest: Manifest, place: string): Manifest => {
  const { metadata } = manifest;
  if (metadata.namespace !== undefined) return { ...manifest, metadata: { ...metadata, namespace: place } };
  return metadata.name === 'sample' ? { ...manifest, metadata: { ...metadata, name: `sample-${place}` } } : manifest;
};

const create = async ({ kubectl }: Cluster, manifest: Manifest): Promise<void> => {
  try {
    await kubectl(['create', '--filename=-'], { input: JSON.stringify(manifest) });
  } catch (error) {
    // Classes are needed by several samples.
    if (!(error instanceof ExecError) || !error.stderr.includes('AlreadyExists')) throw error;
  }
};

/** How kubectl names an object: `deployments.v1.apps/sample`. */
const targetOf = ({ apiVersion, kind, metadata }: Manifest): readonly string[] => {
  const group = groupOf(apiVersion);
  return [
    ...(metadata.namespace === undefined ? [] : [`--namespace=${metadata.namespace}`]),
    group === '' ? kind : `${kind}.${versionOf(apiVersion)}.${group}`,
    metadata.name ?? '',
  ];
};

/** What the server says against the change, undefined when it takes it. */
const refusalOf = async (cluster: Cluster, sample: Sample, place: string): Promise<string | undefined> => {
  const { kubectl } = cluster;
  const base = placed(sample.base, place);
  const target = targetOf(base);
  await kubectl(['create', 'namespace', place]);
  for (const needed of sample.needs ?? []) await create(cluster, placed(needed, place));
  await kubectl(['create', '--filename=-'], { input: JSON.stringify(base) });
  if (sample.status !== undefined) {
    const patch = JSON.stringify({ status: sample.status });
    await kubectl(['patch', ...target, '--subresource=status', '--type=merge', `--patch=${patch}`]);
  }
  if (isDefinition(base)) await kubectl(['wait', '--for=condition=Established', ...target]);
  try {
    await kubectl(['patch', ...target, '--type=merge', `--patch=${JSON.stringify(sample.patch)}`]);
    return undefined;
  } catch (error) {
    if (!(error instanceof ExecError)) throw error;
    return error.stderr;
  } finally {
    if (isDefinition(base)) await kubectl(['delete', ...target]);
  }
};

for (const [index, sample] of immutableSamples.entries()) {
  const isRefused = sample.refused !== undefined;
  test(`an API server ${isRefused ? 'refuses' : 'takes'} ${sample.name}`, async (cluster) => {
    const refusal = await refusalOf(cluster, sample, `sample-${index}`);
    if (isRefused) assert.match(refusal ?? 'it was taken', /is invalid|is forbidden|Forbidden|Invalid value/);
    else assert.equal(refusal, undefined);
  });
}

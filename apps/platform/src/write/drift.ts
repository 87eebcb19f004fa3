import { type Emission, indexPath, type ProjectIndex, parseIndex, sha256 } from '@wildermesser/emit';
import { compareBytes, type Finding } from '@wildermesser/manifest';
import { type CommittedTree, committedTree } from './committed.ts';
import type { DriftKind } from './drift-kinds.ts';

const meaning: Readonly<Record<DriftKind, readonly [message: string, advice: string]>> = {
  modified: ['committed with other content than the sources make', 'run ./platform build and commit generated/'],
  missing: ['made by the sources but not committed', 'run ./platform build and commit generated/'],
  orphaned: ['committed but no longer made by the sources', 'run ./platform build and commit generated/'],
  'hand-edited': [
    'edited by hand after it was generated',
    'make the change in the sources; ./platform build --overwrite drops the edit',
  ],
};

/** One committed file that is not as the sources say. */
export interface Drift {
  readonly kind: DriftKind;
  /** Path below `generated/`. */
  readonly path: string;
}

export const driftFinding = ({ kind, path }: Drift): Finding => {
  const [message, advice] = meaning[kind];
  return { severity: 'error', code: kind, message, advice, file: `generated/${path}` };
};

/** The index of each project that the commit has, by project. */
const committedIndexes = async (tree: CommittedTree): Promise<Map<string, ProjectIndex>> => {
  const projects = [...tree.files.keys()]
    .map((path) => path.split('/')[0] ?? '')
    .filter((name, i, all) => all.indexOf(name) === i);
  const listed = projects.flatMap((project) => {
    const id = tree.files.get(indexPath(project));
    return id === undefined ? [] : [{ project, id }];
  });
  const texts = await tree.read(listed.map(({ id }) => id));
  return new Map(
    listed.flatMap(({ project }, i) => {
      const index = parseIndex(texts[i]?.toString() ?? '');
      return index === undefined ? [] : [[project, index] as const];
    }),
  );
};

/**
 * Compares emissions with what HEAD has committed, looking at the work tree for nothing. A file that differs from the
 * sources and from its own index was edited by hand; one that only differs from the sources is out of date.
 *
 * @param whole whether the emissions are all there are, so that projects without one are orphaned
 */
export const findDrift = async (root: string, emissions: readonly Emission[], whole: boolean): Promise<Drift[]> => {
  const tree = await committedTree(root);
  const indexes = await committedIndexes(tree);
  const drifts: Drift[] = [];
  const suspects: { path: string; id: string; hash: string; otherwise: DriftKind }[] = [];
  const emitted = new Map(emissions.flatMap(({ tree: files }) => [...files]));

  for (const [path, text] of emitted) {
    const id = tree.files.get(path);
    if (id === undefined) drifts.push({ kind: 'missing', path });
    else if (!tree.isSame(id, text)) {
      const hash = indexes.get(path.split('/')[0] ?? '')?.files[path];
      if (hash === undefined) drifts.push({ kind: 'modified', path });
      else suspects.push({ path, id, hash, otherwise: 'modified' });
    }
  }
  const selected = new Set(emissions.map(({ project }) => project));
  for (const [project, index] of indexes) {
    if (!whole && !selected.has(project)) continue;
    if (!emitted.has(indexPath(project))) drifts.push({ kind: 'orphaned', path: indexPath(project) });
    for (const [path, hash] of Object.entries(index.files)) {
      const id = tree.files.get(path);
      if (id !== undefined && !emitted.has(path)) suspects.push({ path, id, hash, otherwise: 'orphaned' });
    }
  }
  const contents = await tree.read(suspects.map(({ id }) => id));
  suspects.forEach(({ path, hash, otherwise }, i) => {
    const isEdited = sha256(contents[i] ?? '') !== hash;
    if (isEdited) drifts.push({ kind: 'hand-edited', path });
    else drifts.push({ kind: otherwise, path });
  });
  return drifts.sort((a, b) => compareBytes(a.path, b.path));
};

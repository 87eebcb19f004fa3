import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type Bundle,
  type Emission,
  type FileTree,
  indexPath,
  type ProjectIndex,
  parseIndex,
  sha256,
} from '@wildermesser/emit';
import { type Finding, originOf } from '@wildermesser/manifest';

/** What has to happen to the files of a project so that they are what was emitted. */
export interface WritePlan {
  readonly project: string;
  /** Paths below `generated/`, and their text. */
  readonly write: FileTree;
  readonly remove: readonly string[];
  readonly unchanged: number;
  readonly findings: readonly Finding[];
}

const readIfThere = (file: string): Buffer | undefined => {
  try {
    return readFileSync(file);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw error;
  }
};

/** The index of a project as it stands on disk; `'unreadable'` when there is one that cannot be trusted. */
export const readIndex = (generated: string, project: string): ProjectIndex | 'unreadable' | undefined => {
  const text = readIfThere(join(generated, indexPath(project)));
  return text === undefined ? undefined : (parseIndex(text.toString()) ?? 'unreadable');
};

const error = (code: string, file: string, message: string, advice: string): Finding => ({
  severity: 'error',
  code,
  message,
  advice,
  file,
});

/** Components that the index knows and the bundle has neither kept, renamed nor declared removed. */
const goneComponents = (project: string, bundle: Bundle, index: ProjectIndex): Finding[] => {
  const kept = new Set(
    [...bundle.components, ...(bundle.templates ?? [])].flatMap(({ name, renamedFrom }) => [name, renamedFrom]),
  );
  const removed = new Set(bundle.removed ?? []);
  const origin = originOf(bundle);
  return [...new Set(index.components.map(({ name }) => name))]
    .filter((name) => !kept.has(name) && !removed.has(name))
    .map((name) => ({
      ...error(
        'component-gone',
        `packages/${project}/bundle.ts`,
        `component ${name} is in generated/ but no longer in the bundle: Argo CD would delete everything that it deployed`,
        `if it has another name now, add renamedFrom: '${name}' to that component; if it is to be deleted, add removed: ['${name}'] to the bundle`,
      ),
      ...(origin === undefined ? {} : { line: origin.line }),
    }));
};

/**
 * Compares an emission with the disk. Files that somebody edited since they were generated are findings, unless
 * `overwrite` says that the edits may go; files that no index owns are never touched.
 */
export const planWrite = (
  generated: string,
  { project, tree }: Emission,
  bundle: Bundle,
  { overwrite }: { readonly overwrite: boolean },
): WritePlan => {
  const findings: Finding[] = [];
  const found = readIndex(generated, project);
  if (found === 'unreadable' && !overwrite)
    findings.push(
      error(
        'index-unreadable',
        `generated/${indexPath(project)}`,
        'the index is damaged, perhaps by a merge',
        'run the build with --overwrite to make it anew',
      ),
    );
  const index = found === 'unreadable' ? undefined : found;
  if (index !== undefined) findings.push(...goneComponents(project, bundle, index));

  const write = new Map<string, string>();
  let unchanged = 0;
  const isNew = !existsSync(join(generated, project));
  for (const [path, text] of tree) {
    const current = isNew ? undefined : readIfThere(join(generated, path));
    if (current === undefined) write.set(path, text);
    else if (current.equals(Buffer.from(text))) unchanged++;
    else {
      write.set(path, text);
      const owned = index?.files[path];
      if (overwrite || path === indexPath(project) || owned === sha256(current)) continue;
      findings.push(
        owned === undefined
          ? error(
              'foreign-file',
              `generated/${path}`,
              'the build would write here, but somebody else made this file',
              'move it away, or run the build with --overwrite',
            )
          : error(
              'hand-edited',
              `generated/${path}`,
              'this generated file was edited by hand',
              `make the change in packages/${project}, or drop it with --overwrite`,
            ),
      );
    }
  }

  const remove: string[] = [];
  for (const [path, hash] of Object.entries(index?.files ?? {})) {
    if (tree.has(path) || !path.startsWith(`${project}/`) || path.includes('..')) continue;
    const current = readIfThere(join(generated, path));
    if (current === undefined) continue;
    remove.push(path);
    if (!overwrite && sha256(current) !== hash)
      findings.push(
        error(
          'hand-edited',
          `generated/${path}`,
          'this file is to be removed, but was edited by hand',
          'save what you need, then run the build with --overwrite',
        ),
      );
  }
  return { project, write, remove, unchanged, findings };
};

/** What to do with the files of a project that has no bundle any more: nothing, unless the user said to remove them. */
export const planRemoval = (generated: string, project: string, isWanted: boolean): WritePlan => {
  const index = readIndex(generated, project);
  const nothing = { project, write: new Map<string, string>(), remove: [], unchanged: 0 };
  // A folder without an index is not ours.
  if (index === undefined) return { ...nothing, findings: [] };
  const file = `generated/${indexPath(project)}`;
  if (index === 'unreadable')
    return {
      ...nothing,
      findings: [
        error(
          'index-unreadable',
          file,
          'the index is damaged',
          `restore it from Git, or remove generated/${project} by hand`,
        ),
      ],
    };
  if (!isWanted) {
    const message = `there is no packages/${project}/bundle.ts any more: Argo CD would delete everything that ${project} deployed`;
    const advice = `restore the bundle, or run the build with --remove ${project}`;
    return { ...nothing, findings: [error('project-gone', file, message, advice)] };
  }
  const paths = Object.keys(index.files).filter((path) => path.startsWith(`${project}/`) && !path.includes('..'));
  const there = paths.filter((path) => readIfThere(join(generated, path)) !== undefined);
  return { ...nothing, remove: [...there, indexPath(project)], findings: [] };
};

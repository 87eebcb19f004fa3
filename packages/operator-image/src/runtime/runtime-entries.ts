import { type Entry, root } from '../tar/entry.ts';
import { withParents } from '../tar/with-parents.ts';
import type { Runtime } from './find-runtime.ts';

/** As in the distroless images, so that one Dockerfile serves both. */
export const nodePath = 'nodejs/bin/node';

/** The layer with Node: the program and its licence, no npm. */
export const runtimeEntries = ({ node, license }: Runtime): readonly Entry[] =>
  withParents([
    { type: 'file', path: nodePath, mode: 0o755, owner: root, content: node },
    { type: 'file', path: 'nodejs/LICENSE', mode: 0o644, owner: root, content: license },
  ]);

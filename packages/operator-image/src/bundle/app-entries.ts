import { type Entry, root } from '../tar/entry.ts';
import { withParents } from '../tar/with-parents.ts';
import type { AppBundle } from './bundle-app.ts';

/** Where the program lies in the image. */
export const programPath = 'app/main.mjs';

/** The uppermost layer: the program and the licences of what is in it. Nobody but root could change them. */
export const appEntries = ({ program, notices }: Pick<AppBundle, 'notices' | 'program'>): readonly Entry[] =>
  withParents([
    { type: 'file', path: programPath, mode: 0o644, owner: root, content: program },
    { type: 'file', path: 'app/NOTICES', mode: 0o644, owner: root, content: new TextEncoder().encode(notices) },
  ]);

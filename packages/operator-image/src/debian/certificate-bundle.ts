import { compareBytes } from '@wildermesser/manifest';
import { ImageError } from '../image-error.ts';
import { bytesOf } from '../tar/content.ts';
import type { Entry } from '../tar/entry.ts';

const folder = 'usr/share/ca-certificates/mozilla/';

/** The authorities of the package `ca-certificates` in one file, which its installation script would make. */
export const certificateBundle = (entries: readonly Entry[]): string => {
  const certificates = entries
    .flatMap((entry) =>
      entry.type === 'file' && entry.path.startsWith(folder) && entry.path.endsWith('.crt') ? [entry] : [],
    )
    .sort((a, b) => compareBytes(a.path, b.path))
    .map(({ content }) => `${new TextDecoder().decode(bytesOf(content)).trimEnd()}\n`);
  if (certificates.length === 0)
    throw new ImageError('MISSING', 'no package of the base has certificate authorities', 'lock ca-certificates');
  return certificates.join('');
};

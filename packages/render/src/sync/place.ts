import { relative } from 'node:path';
import { type Manifest, originOf } from '@wildermesser/manifest';

/** Where a finding about a manifest points to: relative to the repository, or nowhere when no file made it. */
export const placeOf = (manifest: Manifest, repository: string): { readonly file?: string; readonly line?: number } => {
  const origin = originOf(manifest);
  return origin === undefined ? {} : { file: relative(repository, origin.file), line: origin.line };
};

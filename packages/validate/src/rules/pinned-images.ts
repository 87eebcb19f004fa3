import type { Finding } from '@wildermesser/manifest';
import { findingOn } from '../finding-on.ts';
import { textOf } from '../read-fields.ts';
import type { Rule } from '../rule.ts';

/** The grammar of an image reference: host and port, path, tag, digest. */
const reference =
  /^(?<name>(?:(?:[a-zA-Z0-9](?:[-a-zA-Z0-9]*[a-zA-Z0-9])?\.)*[a-zA-Z0-9](?:[-a-zA-Z0-9]*[a-zA-Z0-9])?(?::\d+)?\/)?[a-z0-9]+(?:(?:\.|_{1,2}|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:\.|_{1,2}|-+)[a-z0-9]+)*)*)(?::(?<tag>\w[-.\w]{0,127}))?(?:@(?<digest>[^@]+))?$/;
const digestPattern = /^(sha256:[a-f0-9]{64}|sha512:[a-f0-9]{128})$/;
/** Tags that point to another image tomorrow. */
const moving = new Set(['latest', 'stable', 'edge', 'nightly', 'main', 'master', 'dev', 'canary']);

/** Every image names a version that stays the same: a tag that does not move, or a digest. */
export const pinnedImages: Rule = {
  name: 'pinned-images',
  check: (world) => {
    const findings: Finding[] = [];
    // One image runs in many pods.
    const pinned = new Set<string>();
    for (const { owner, containers } of world.pods) {
      for (const { fields, field, name } of containers) {
        const image = textOf(fields.image);
        if (pinned.has(image)) continue;
        const fault = imageFault(image);
        if (fault === undefined) {
          pinned.add(image);
          continue;
        }
        const message = `the image "${image}" of container "${name}" ${fault.why}`;
        findings.push(
          findingOn(owner, { severity: 'error', code: fault.code, field: `${field}.image`, message, advice }),
        );
      }
    }
    return findings;
  },
};

const advice = 'write name:tag, or name:tag@sha256:… for the very same bytes every time';

const imageFault = (image: string): { readonly code: string; readonly why: string } | undefined => {
  const { tag, digest, name } = reference.exec(image)?.groups ?? {};
  if (name === undefined) return { code: 'malformed-image', why: 'is not an image reference' };
  if (digest !== undefined) {
    return digestPattern.test(digest) ? undefined : { code: 'malformed-image', why: 'has a malformed digest' };
  }
  if (tag === undefined) return { code: 'image-not-pinned', why: 'has no tag, which means "latest"' };
  return moving.has(tag) ? { code: 'image-not-pinned', why: 'has a tag that moves' } : undefined;
};

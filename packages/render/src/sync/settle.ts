import { type Finding, groupOf, identityOf, isExcludedKind, type Manifest } from '@wildermesser/manifest';
import { withoutDuplicates } from './duplicates.ts';
import { type Hook, hookOf } from './hook.ts';
import { type IsNamespaced, settleNamespaces } from './namespaces.ts';
import { placeOf } from './place.ts';
import { invalidWave } from './wave.ts';

/** Why Argo CD never applies a manifest that was rendered. */
export type DropReason = 'replaced' | 'excluded-kind' | 'skipped-hook' | 'ignored-hook' | 'invalid-hook';

/** A manifest that was rendered and is never applied. */
export interface Dropped {
  readonly manifest: Manifest;
  readonly reason: DropReason;
}

/** What Argo CD applies of what was rendered. */
export interface Settled {
  readonly manifests: readonly Manifest[];
  readonly dropped: readonly Dropped[];
  readonly findings: readonly Finding[];
}

/** What manifests are settled for. */
export interface SettleTarget {
  /** Files in findings are relative to it. */
  readonly repoRoot: string;
  /** The namespace of the Application's destination, `''` when it has none. */
  readonly destination: string;
  readonly isNamespaced: IsNamespaced;
}

const hookField = 'metadata.annotations["argocd.argoproj.io/hook"]';
const hookAdvice = 'write PreSync, Sync, PostSync, SyncFail, PreDelete, PostDelete or Skip';

const hookFinding = ({ status, unknown }: Hook): Omit<Finding, 'object'> | undefined => {
  const quoted = unknown.map((text) => `"${text}"`).join(', ');
  if (status === 'invalid') {
    const message = `${quoted || 'an empty text'} is no hook; Argo CD never applies the object and does not say so`;
    return { severity: 'error', code: 'invalid-hook', message, advice: hookAdvice, field: hookField };
  }
  if (unknown.length > 0) {
    const message = `${quoted} is no hook; Argo CD passes over it`;
    return { severity: 'warning', code: 'unknown-hook', message, advice: hookAdvice, field: hookField };
  }
  if (status === 'skip') {
    return {
      severity: 'skipped',
      code: 'skipped-hook',
      message: 'the hook Skip keeps Argo CD from applying the object',
    };
  }
  if (status === 'ignored') {
    const message = 'Argo CD has no phase for this Helm hook (a test or a rollback) and never applies the object';
    return { severity: 'skipped', code: 'ignored-hook', message };
  }
  return undefined;
};

const dropReason: Readonly<Partial<Record<Hook['status'], DropReason>>> = {
  skip: 'skipped-hook',
  ignored: 'ignored-hook',
  invalid: 'invalid-hook',
};

const findingsOf = (manifest: Manifest): readonly Omit<Finding, 'object'>[] => {
  const hook = hookFinding(hookOf(manifest));
  const wave = invalidWave(manifest);
  const waveFinding: Omit<Finding, 'object'> | undefined =
    wave === undefined
      ? undefined
      : {
          severity: 'error',
          code: 'invalid-sync-wave',
          message: `"${wave}" is no whole number; Argo CD uses wave 0 and does not say so`,
          advice: 'write a whole number in quotes',
          field: 'metadata.annotations["argocd.argoproj.io/sync-wave"]',
        };
  return [hook, waveFinding].filter((finding) => finding !== undefined);
};

/** Does with rendered manifests what Argo CD's controller does before it compares them with the cluster. */
export const settle = (rendered: readonly Manifest[], target: SettleTarget): Settled => {
  const { repoRoot, destination, isNamespaced } = target;
  const named = settleNamespaces(rendered, destination, isNamespaced, repoRoot);
  const unique = withoutDuplicates(named.manifests, repoRoot);
  const dropped: Dropped[] = unique.replaced.map((manifest) => ({ manifest, reason: 'replaced' }));
  const findings: Finding[] = [...named.findings, ...unique.findings];
  const manifests: Manifest[] = [];
  for (const manifest of unique.manifests) {
    const object = identityOf(manifest);
    const place = placeOf(manifest, repoRoot);
    for (const finding of findingsOf(manifest)) findings.push({ ...finding, object, ...place });
    const reason = isExcludedKind(groupOf(manifest.apiVersion), manifest.kind)
      ? 'excluded-kind'
      : dropReason[hookOf(manifest).status];
    if (reason === undefined) manifests.push(manifest);
    else dropped.push({ manifest, reason });
    if (reason !== 'excluded-kind') continue;
    const message = `Argo CD's default settings exclude ${manifest.kind}, so that it never applies the object`;
    const advice = 'remove it; such objects are made by controllers';
    findings.push({ severity: 'warning', code: 'excluded-kind', message, advice, object, ...place });
  }
  return { manifests, dropped, findings };
};

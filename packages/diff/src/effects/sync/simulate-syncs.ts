import { identityKey } from '@wildermesser/manifest';
import type { MatchedChange } from '../../model/object-change.ts';
import type { ApplicationTimeline, TimelineStep } from '../../model/plan.ts';
import type { RuleContext } from '../../model/rule.ts';
import type { SideApplication, SideObject } from '../../model/side.ts';
import { removalOf } from '../argocd/pruning.ts';
import { hasSyncOption } from '../argocd/sync-options.ts';
import { deadlocksIn } from './deadlocks.ts';
import { stepFault } from './step-fault.ts';

/** Argo CD waits this long between waves. */
const secondsBetweenWaves = 2;

/**
 * What the next sync of each Application that differs does, in Argo CD's order: phases, waves, kinds, names; objects
 * that are pruned go in the opposite order of waves. Objects that are the same are left out, as applying them does
 * nothing; hooks are not, as they run.
 */
export const simulateSyncs = (context: RuleContext): readonly ApplicationTimeline[] => {
  const known = timelines.get(context);
  if (known !== undefined) return known;
  const changes = changesByApplication(context);
  const simulated = context.head.applications
    .filter(({ scope, state }) => scope === 'whole' && state === 'rendered')
    .flatMap((application) => {
      const steps = stepsOf(context, application, changes.get(application.name) ?? []);
      return steps.some(({ verb }) => verb !== 'none') ? [timelineOf(application.name, steps)] : [];
    });
  timelines.set(context, simulated);
  return simulated;
};

/** A rule and the plan both ask. */
const timelines = new WeakMap<RuleContext, readonly ApplicationTimeline[]>();

/** Changes by the Application that applies them, and, of objects that are gone, by the one that had them. */
const changesByApplication = ({ changes }: RuleContext): ReadonlyMap<string, readonly MatchedChange[]> => {
  const found = new Map<string, MatchedChange[]>();
  for (const change of changes)
    for (const name of new Set([change.base?.application, change.head?.application])) {
      if (name === undefined) continue;
      const list = found.get(name);
      if (list === undefined) found.set(name, [change]);
      else list.push(change);
    }
  return found;
};

interface Step extends TimelineStep {
  readonly fails: boolean;
}

const timelineOf = (application: string, steps: readonly Step[]): ApplicationTimeline => {
  const failsAt = steps.findIndex(({ fails }) => fails);
  const groups = new Set(steps.map(({ phase, wave }) => `${phase === 'Prune' ? 'Sync' : phase} ${wave}`));
  return {
    application,
    steps: steps.map(({ fails: _fails, ...step }) => step),
    ...(failsAt === -1 ? {} : { failsAt }),
    seconds: secondsBetweenWaves * (groups.size - 1),
  };
};

const stepsOf = (
  context: RuleContext,
  application: SideApplication,
  ofApplication: readonly MatchedChange[],
): readonly Step[] => {
  const changes = new Map(
    ofApplication.flatMap((change) => (change.head === undefined ? [] : [[identityKey(change.head.identity), change]])),
  );
  const objects = new Map(application.objects.map((object) => [identityKey(object.identity), object]));
  const byManifest = new Map(application.objects.map((object) => [object.manifest, object]));
  const stuck = new Set(deadlocksIn(context.knowledge, context.head, application.objects).map(({ waits }) => waits));
  const applied = context.knowledge
    .applyOrder([...objects.values()].map(({ manifest }) => manifest))
    .filter(({ phase }) => phase !== 'SyncFail')
    .flatMap(({ manifest, phase, wave }): readonly Step[] => {
      const object = byManifest.get(manifest);
      const change = object === undefined ? undefined : changes.get(identityKey(object.identity));
      if (object === undefined) return [];
      const isHook = context.knowledge.hookOf(manifest).status === 'hook';
      const verb = change?.verb ?? 'none';
      if (verb === 'none' && !isHook) return [];
      const fault =
        faultOf(context, object, change) ??
        (stuck.has(object) && verb === 'add' ? 'its wave waits for what a later one applies' : undefined);
      const note = fault ?? (isHook ? 'a hook, which every sync runs' : undefined);
      return [
        {
          phase,
          wave,
          object: object.identity,
          verb,
          ...(note === undefined ? {} : { note }),
          fails: fault !== undefined,
        },
      ];
    });
  return withPruning(applied, pruneSteps(context, application.name, ofApplication));
};

const faultOf = (context: RuleContext, object: SideObject, change: MatchedChange | undefined): string | undefined => {
  const { verb, base, fields = [] } = change ?? {};
  const isSame = base !== undefined && verb !== 'rename' && verb !== 'add';
  return stepFault(context, object, isSame ? { base, head: object, fields } : undefined);
};

const pruneSteps = (
  { base, head, knowledge }: RuleContext,
  application: string,
  changes: readonly MatchedChange[],
): readonly Step[] => {
  const gone = changes.flatMap((change) => {
    const object = change.base;
    if (object === undefined || object.application !== application) return [];
    if (change.verb !== 'prune' && change.verb !== 'rename') return [];
    const removal = removalOf(base, head, object);
    return removal === 'kept' || removal === 'left' ? [] : [{ object, removal }];
  });
  const waves = [...new Set(gone.map(({ object }) => knowledge.waveOf(object.manifest)))].sort((a, b) => a - b);
  // The first wave is pruned last: the waves are swapped around their middle.
  const swapped = new Map(waves.map((wave, index) => [wave, waves[waves.length - 1 - index] ?? wave]));
  return gone
    .map(({ object, removal }): Step & { readonly isLast: boolean } => {
      const wave = knowledge.waveOf(object.manifest);
      return {
        phase: 'Prune',
        wave: swapped.get(wave) ?? wave,
        object: object.identity,
        verb: 'prune',
        ...(removal === 'asked' ? { note: 'waits until somebody approves it' } : {}),
        fails: false,
        isLast: hasSyncOption(base, object, 'PruneLast=true'),
      };
    })
    .map(({ isLast, ...step }) => (isLast ? { ...step, wave: Number.POSITIVE_INFINITY } : step));
};

/** Within a wave what goes is pruned before anything is applied. */
const withPruning = (applied: readonly Step[], pruned: readonly Step[]): readonly Step[] => {
  if (pruned.length === 0) return applied;
  const lastWave = Math.max(0, ...[...applied, ...pruned].map(({ wave }) => wave).filter(Number.isFinite));
  const settled = pruned
    .map((step) => (Number.isFinite(step.wave) ? step : { ...step, wave: lastWave + 1 }))
    .toSorted((a, b) => a.wave - b.wave);
  const before = applied.filter(({ phase }) => phase === 'PreSync');
  const during = applied.filter(({ phase }) => phase === 'Sync');
  const after = applied.filter(({ phase }) => phase === 'PostSync');
  const waves = [...new Set([...settled, ...during].map(({ wave }) => wave))].sort((a, b) => a - b);
  return [
    ...before,
    ...waves.flatMap((wave) => [
      ...settled.filter((step) => step.wave === wave),
      ...during.filter((step) => step.wave === wave),
    ]),
    ...after,
  ];
};

import type { Catalog, Manifest } from '@wildermesser/manifest';
import { matchObjects } from '../match/match-objects.ts';
import type { Matched } from '../match/matched.ts';
import type { MatchedChange, Verb } from '../model/object-change.ts';
import type { Side, SideObject } from '../model/side.ts';
import { type Catalogs, compareObjects } from './compare-objects.ts';
import { withoutSecrets } from './secret-changes.ts';

/** What differs between two sides, before anybody judges it. Secret values are not in it. */
export interface Comparison {
  readonly base: Side;
  readonly head: Side;
  readonly catalogs: { readonly base: Catalog; readonly head: Catalog };
  readonly changes: readonly MatchedChange[];
  /** Objects that are the same on both sides. */
  readonly unchanged: number;
}

const redacted = (object: SideObject): SideObject => {
  const manifest = withoutSecrets(object.manifest);
  return manifest === object.manifest ? object : { ...object, manifest };
};

const verbOf = (base: SideObject, head: SideObject, textOnly: boolean): Verb => {
  const [old, now] = [base.identity, head.identity];
  if (old.name !== now.name || (old.namespace !== now.namespace && old.namespace !== '' && now.namespace !== '')) {
    return 'rename';
  }
  if (base.application !== head.application) return 'move';
  return textOnly ? 'none' : 'change';
};

const changeOf = (matched: Matched, catalogs: Catalogs): MatchedChange | undefined => {
  const { base, head, match } = matched;
  if (head === undefined) return { verb: 'prune', identity: base.identity, base: redacted(base), fields: [] };
  if (base === undefined) return { verb: 'add', identity: head.identity, head: redacted(head), fields: [] };
  const { fields, textOnly } = compareObjects(base.manifest, head.manifest, catalogs);
  const verb = verbOf(base, head, textOnly || fields.length === 0);
  if (verb === 'none' && fields.length === 0 && match.by === 'identity') return undefined;
  return { verb, identity: head.identity, base: redacted(base), head: redacted(head), match, fields };
};

const withoutSecretsIn = (side: Side): Side => ({
  ...side,
  applications: side.applications.map((application) => ({
    ...application,
    objects: application.objects.map(redacted),
  })),
});

const manifestsOf = ({ applications }: Side): readonly Manifest[] =>
  applications.flatMap(({ objects }) => objects.map(({ manifest }) => manifest));

/** Matches the objects of two sides and compares each pair. `catalog` is that of the target version. */
export const compareSides = (base: Side, head: Side, catalog: Catalog): Comparison => {
  const catalogs = {
    base: catalog.withResources(manifestsOf(base)),
    head: catalog.withResources(manifestsOf(head)),
  };
  const matched = matchObjects(base, head);
  const changes = matched.flatMap((each) => changeOf(each, catalogs) ?? []);
  return {
    base: withoutSecretsIn(base),
    head: withoutSecretsIn(head),
    catalogs,
    changes,
    unchanged: matched.length - changes.length,
  };
};

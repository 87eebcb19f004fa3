import { compareBytes } from '@wildermesser/manifest';
import type { Match } from '../model/object-change.ts';
import type { SideObject } from '../model/side.ts';
import { type Matched, takeOut } from './matched.ts';
import { nameStem } from './name-stem.ts';
import { fieldsNeeded, leavesOf, similarity, similarityThreshold } from './similarity.ts';

/** More objects of one kind than this are not compared with each other: an Application renamed whole is no rename. */
const groupLimit = 200;

interface Candidate {
  readonly base: SideObject;
  readonly head: SideObject;
  readonly match: Match & { readonly similarity: number };
}

const kindOf = ({ application, identity: { group, kind } }: SideObject): string => `${application}\n${group}/${kind}`;

const candidate = (base: SideObject, head: SideObject, leaves: LeafCache): Candidate | undefined => {
  const [old, now] = [leaves(base), leaves(head)];
  const shared = similarity(old, now);
  const stem = nameStem(base.identity.name);
  const isSuffix =
    base.identity.namespace === head.identity.namespace && stem !== undefined && stem === nameStem(head.identity.name);
  if (isSuffix) return { base, head, match: { by: 'suffix', similarity: shared } };
  if (Math.min(old.length, now.length) < fieldsNeeded || shared < similarityThreshold) return undefined;
  return { base, head, match: { by: 'similarity', similarity: shared } };
};

type LeafCache = (object: SideObject) => readonly string[];

const leafCache = (): LeafCache => {
  const cache = new Map<SideObject, readonly string[]>();
  return (object) => {
    const known = cache.get(object) ?? leavesOf(object.manifest);
    cache.set(object, known);
    return known;
  };
};

/** Suffixes before guesses, the most alike first; names decide between equals, so that every run says the same. */
const best = (a: Candidate, b: Candidate): number =>
  Number(b.match.by === 'suffix') - Number(a.match.by === 'suffix') ||
  b.match.similarity - a.match.similarity ||
  compareBytes(a.base.identity.name, b.base.identity.name) ||
  compareBytes(a.head.identity.name, b.head.identity.name) ||
  compareBytes(a.base.identity.namespace, b.base.identity.namespace) ||
  compareBytes(a.head.identity.namespace, b.head.identity.namespace);

/** Takes objects that go by another name, or live in another namespace, out of both lists, one kind of one Application at a time. */
export const matchRenamed = (base: SideObject[], head: SideObject[], pairs: Matched[]): void => {
  const heads = Map.groupBy(head, kindOf);
  const leaves = leafCache();
  const taken = new Set<SideObject>();
  for (const [kind, olds] of Map.groupBy(base, kindOf)) {
    const nows = heads.get(kind) ?? [];
    if (olds.length > groupLimit || nows.length > groupLimit) continue;
    const found = olds.flatMap((old) => nows.flatMap((now) => candidate(old, now, leaves) ?? []));
    for (const each of found.sort(best)) {
      if (taken.has(each.base) || taken.has(each.head)) continue;
      taken.add(each.base).add(each.head);
      pairs.push(each);
    }
  }
  takeOut(base, taken);
  takeOut(head, taken);
};

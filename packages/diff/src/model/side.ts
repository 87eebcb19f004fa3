import type { Finding, Identity, Manifest } from '@wildermesser/manifest';
import type { Place } from './place.ts';

/** One of the two states that are compared, rendered. */
export interface Side {
  /** How the reader knows it: `main (1a2b3c4)`, `work tree`, the path of a directory. */
  readonly name: string;
  /** Only those that may differ from the other side, or that a rule reads; the rest is counted in `unchanged`. */
  readonly applications: readonly SideApplication[];
  /** Applications left out because nothing they are made of differs. The same number on both sides. */
  readonly unchanged: number;
  /** What is wrong with the side as a whole; what is wrong with one Application is said there. */
  readonly findings: readonly Finding[];
}

/** What one Argo CD Application deploys; where a repository has none, what one directory holds. */
export interface SideApplication {
  /** `metadata.name`; the path of the directory where there is no Application. Unique within a side. */
  readonly name: string;
  /** The Application itself, absent where there is none. */
  readonly manifest?: Manifest;
  /** Server or name of its destination: objects of different clusters are never the same one. Absent: the one cluster. */
  readonly cluster?: string;
  /** Directories of its sources within the repository, `''` for the top. */
  readonly paths: readonly string[];
  /** `unknown`: it could not be rendered, so that its objects are not known. That never means that they are gone. */
  readonly state: 'rendered' | 'unknown';
  /** `partial`: the same on both sides, read for its surroundings; `objects` may lack those that nobody asked for. */
  readonly scope: 'whole' | 'partial';
  /** Empty when `state` is `unknown`. */
  readonly objects: readonly SideObject[];
  /** Why it could not be rendered, and what was left out (remote sources). */
  readonly findings: readonly Finding[];
}

/** One object of one side, as Argo CD would apply it. */
export interface SideObject {
  /** With the namespace settled: `''` exactly for cluster-scoped kinds, whatever the manifest says. */
  readonly identity: Identity;
  /** As rendered. */
  readonly manifest: Manifest;
  /** Name of its `SideApplication`. */
  readonly application: string;
  /** The generated file and the first line of the object in it; for a chart or an overlay the directory's own file. */
  readonly generated: Place;
  /** The line of the TypeScript source that made it, from `index.json`; absent in repositories that have no index. */
  readonly source?: Place;
}

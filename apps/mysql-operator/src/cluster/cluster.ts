import type { ExecOptions, ExecResult } from './exec-result.ts';
import type { Kind, RefOf } from './kind.ts';
import type { pods } from './kinds.ts';
import type { ResourceClient } from './resource-client.ts';

/** The API server's own version. */
export interface ServerVersion {
  readonly major: number;
  readonly minor: number;
  /** `v1.34.2`. */
  readonly gitVersion: string;
}

/**
 * The one door to the API. Name the kind where the call is made (`cluster.resource(deployments).apply(…)`): the roles of
 * the operator are computed from these calls.
 */
export interface Cluster {
  resource<K extends Kind>(kind: K): ResourceClient<K>;

  /**
   * Runs a program in a container and waits for its end. The arguments are visible in URLs and audit logs: what is
   * secret goes to `stdin`.
   *
   * API servers up to 1.34 ask for `get` on WebSockets, later ones for `create`.
   *
   * @verbs get create
   * @subresource exec
   * @throws {ExecError} when how it ended is unknown
   */
  exec(kind: typeof pods, ref: RefOf<typeof pods>, options: ExecOptions): Promise<ExecResult>;

  /** Allowed to everybody by the cluster's default role `system:public-info-viewer`. */
  version(): Promise<ServerVersion>;

  /** Ends all connections; running calls fail. */
  close(): Promise<void>;
}

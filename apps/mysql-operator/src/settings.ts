import type { EndpointSettings } from './cluster/find-endpoint.ts';
import type { LogLevel } from './runtime/log.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/** What can be set from outside, all of it by variables. */
export interface Settings {
  /**
   * The API server: `API_SERVER`, a URL without authentication such as that of `kubectl proxy`; else that of the cluster around
   * the Pod, `KUBERNETES_SERVICE_HOST` and `_PORT`, with the token of its service account (`SERVICE_ACCOUNT_FOLDER`: where it is
   * if not where the kubelet puts it); else that of the kubeconfig. `POD_NAMESPACE` is the namespace of the operator, for the
   * first.
   */
  readonly endpoint: EndpointSettings;
  /** `WATCH_NAMESPACE`: the only namespace that is looked at. Default: all. */
  readonly watchNamespace: string | undefined;
  /** `LEADER_ELECT=false` for the only operator there is: it acts at once. Default true. */
  readonly leaderElect: boolean;
  /** `POD_NAME`: who this is, in leases and events. Default `mysql-operator`. */
  readonly podName: string;
  /** `LOG_LEVEL`. Default `info`. */
  readonly logLevel: LogLevel;
  /** `PORT` of health, readiness and metrics; 0 takes any. Default 8080. */
  readonly port: number;
  /** `WORKERS`: MySQLs that are worked on at once. Default 8. */
  readonly workers: number;
  /** `GRACE_SECONDS` that running work has after SIGTERM; less than the Pod's grace period. Default 20. */
  readonly graceSeconds: number;
  /** `RELIST_SECONDS` between lists of everything, against events that were lost. Default 1800. */
  readonly relistSeconds: number;
}

/** Variables that are wrong, each with what it has to be. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
}

const levels: readonly LogLevel[] = ['debug', 'info', 'warn', 'error'];
const namespace = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;

/** Reads the settings. All that is wrong is told at once. */
export const readSettings = (env: Environment): Settings => {
  const wrong: string[] = [];
  /** An empty variable is one that is not set: that is how templates leave it out. */
  const text = (name: string): string | undefined => (env[name] === '' ? undefined : env[name]);
  const whole = (name: string, fallback: number, least: number, most: number): number => {
    const given = text(name);
    if (given === undefined) return fallback;
    if (/^\d+$/.test(given) && Number(given) >= least && Number(given) <= most) return Number(given);
    wrong.push(`${name} is "${given}": a whole number from ${least} to ${most} is wanted`);
    return fallback;
  };
  const oneOf = <T extends string>(name: string, values: readonly T[], fallback: T): T => {
    const given = text(name);
    const found = given === undefined ? fallback : values.find((value) => value === given);
    if (found === undefined) wrong.push(`${name} is "${given}": ${values.join(', ')} are possible`);
    return found ?? fallback;
  };
  const named = (name: string): string | undefined => {
    const given = text(name);
    if (given !== undefined && !namespace.test(given))
      wrong.push(`${name} is "${given}": the name of one namespace is wanted`);
    return given;
  };
  const endpoint = Object.fromEntries(
    Object.entries({
      apiServer: text('API_SERVER'),
      ownNamespace: named('POD_NAMESPACE'),
      serviceHost: text('KUBERNETES_SERVICE_HOST'),
      servicePort: text('KUBERNETES_SERVICE_PORT'),
      serviceAccountFolder: text('SERVICE_ACCOUNT_FOLDER'),
    }).filter(([, value]) => value !== undefined),
  );
  const settings: Settings = {
    endpoint,
    watchNamespace: named('WATCH_NAMESPACE'),
    leaderElect: oneOf('LEADER_ELECT', ['true', 'false'], 'true') === 'true',
    podName: text('POD_NAME') ?? 'mysql-operator',
    logLevel: oneOf('LOG_LEVEL', levels, 'info'),
    port: whole('PORT', 8080, 0, 65_535),
    workers: whole('WORKERS', 8, 1, 100),
    graceSeconds: whole('GRACE_SECONDS', 20, 0, 3600),
    relistSeconds: whole('RELIST_SECONDS', 1800, 10, 86_400),
  };
  if (wrong.length > 0) throw new SettingsError(wrong.join('\n'));
  return settings;
};

import type { Manifest } from '@wildermesser/manifest';
import { configMap } from '@wildermesser/manifest/core/v1';
import type { Release } from '@wildermesser/manifest/template';

/** What an application reads when it starts. */
export interface SettingsValues {
  /** Where users find the application. @default "http://localhost:8080" */
  readonly url: string;
  /** How much it logs. @default "info" */
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error';
  /** Seconds until a request is given up. @minimum 1 @maximum 3600 @default 30 */
  readonly timeout: number;
  /** Share of requests that are traced. @float @minimum 0 @maximum 1 @default 0.5 */
  readonly sampling: number;
  /** Whether features are on that are not finished. @default false */
  readonly experimental: boolean;
}

/** One ConfigMap whose entries are texts made of strings, numbers and booleans. */
export const settings = (values: SettingsValues, release: Release): readonly Manifest[] => [
  configMap({
    metadata: { name: `${release.name}-settings` },
    data: {
      APP_URL: values.url,
      APP_LOG_LEVEL: values.logLevel,
      APP_TIMEOUT: `${values.timeout}s`,
      APP_SAMPLING: String(values.sampling),
      APP_EXPERIMENTAL: values.experimental ? 'on' : 'off',
      APP_SUMMARY: `experimental=${values.experimental}, level=${values.logLevel}`,
    },
  }),
];

export const examples: readonly SettingsValues[] = [
  { url: 'http://localhost:8080', logLevel: 'info', timeout: 30, sampling: 0.5, experimental: false },
  { url: 'https://shop.example/?a=b&c=<d>', logLevel: 'debug', timeout: 3600, sampling: 0, experimental: true },
  { url: '"quoted": # {{ .Values.url }}\n%(url)s', logLevel: 'error', timeout: 1, sampling: 1, experimental: true },
];

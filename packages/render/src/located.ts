import type { Finding } from '@wildermesser/manifest';

/** An object as a tool made it, before anybody knows whether it is a manifest. */
export interface Located {
  readonly value: unknown;
  /** Relative to the repository. */
  readonly file: string;
  /** 1-based. */
  readonly line: number;
}

/** What a tool made of a directory. With an error among the findings Argo CD deploys nothing. */
export interface ToolResult {
  readonly objects: readonly Located[];
  readonly findings: readonly Finding[];
}

/** Whether a value is a JSON object. */
export const isMap = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Kubernetes decodes only maps with a kind; everything else is an error to it. */
export const hasKind = (value: unknown): boolean => isMap(value) && typeof value.kind === 'string' && value.kind !== '';

/** A tool's result that is nothing but one error. */
export const failure = (code: string, message: string, file: string, advice?: string): ToolResult => ({
  objects: [],
  findings: [{ severity: 'error', code, message, file, ...(advice === undefined ? {} : { advice }) }],
});

import type { Report } from './report.ts';

/** Each is loaded when it is asked for: all of them cost more than most comparisons. */
const loaders = {
  terminal: async (): Promise<Report> => (await import('./terminal/terminal.ts')).terminal,
  markdown: async (): Promise<Report> => (await import('./markdown/markdown.ts')).markdown,
  html: async (): Promise<Report> => (await import('./html/html.ts')).html,
  json: async (): Promise<Report> => (await import('./json/json.ts')).json,
  sarif: async (): Promise<Report> => (await import('./sarif/sarif.ts')).sarif,
  github: async (): Promise<Report> => (await import('./annotations/annotations.ts')).annotations,
} as const;

/** A name of a report, as `--format` takes it. */
export type Format = keyof typeof loaders;

export const formats = Object.keys(loaders) as readonly Format[];

/** The report of that name. */
export const loadReport = (format: Format): Promise<Report> => loaders[format]();

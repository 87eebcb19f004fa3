import { annotations } from './annotations/annotations.ts';
import { html } from './html/html.ts';
import { json } from './json/json.ts';
import { markdown } from './markdown/markdown.ts';
import type { Report } from './report.ts';
import { sarif } from './sarif/sarif.ts';
import { terminal } from './terminal/terminal.ts';

/** The reports by the name that `--format` takes. */
export const reports = { terminal, markdown, html, json, sarif, github: annotations } as const satisfies Record<
  string,
  Report
>;

/** A name of a report. */
export type Format = keyof typeof reports;

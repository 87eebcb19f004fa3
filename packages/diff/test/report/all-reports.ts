import { type Format, formats, loadReport } from '../../src/report/formats.ts';
import type { Report } from '../../src/report/report.ts';

/** Every report by its name. */
export const reports = Object.fromEntries(
  await Promise.all(formats.map(async (format) => [format, await loadReport(format)])),
) as Record<Format, Report>;

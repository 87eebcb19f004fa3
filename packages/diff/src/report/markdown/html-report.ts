import { cut } from '../cut.ts';
import type { ReportOptions } from '../report.ts';
import { prose } from './escape.ts';

/** Where the HTML report is, with the addresses in it as links: whoever starts the program says it, no manifest does. */
export const htmlReportText = ({ htmlReport }: ReportOptions): string =>
  cut(htmlReport ?? 'the HTML report', 400)
    .split(/(https?:\/\/[^\s<>]+)/)
    .map((part, i) => (i % 2 === 1 ? `<${part}>` : part.replace(/\S+/g, prose)))
    .join('');

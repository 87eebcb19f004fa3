import { posix } from 'node:path';
import type { Finding } from '@wildermesser/manifest';

/** Helm names a template by the chart, not by its folder: `execution error at (shop/templates/web.yaml:4:11)`. */
const withLine = /(?:\(|template: )[^\s/():]+\/([^\s():]+):(\d+)/;
const withoutLine = /YAML parse error on [^\s/:]+\/([^\s:]+):/;

/** The template that a message of Helm is about, below the folder of its chart; undefined when it names none. */
export const failedTemplate = (message: string, folder: string): Pick<Finding, 'file' | 'line'> | undefined => {
  const [, file, line] = withLine.exec(message) ?? withoutLine.exec(message) ?? [];
  if (file === undefined) return undefined;
  return { file: posix.join(folder, file), ...(line === undefined ? {} : { line: Number(line) }) };
};

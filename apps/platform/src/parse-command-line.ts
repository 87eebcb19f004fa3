import { type ParseArgsOptionsConfig, parseArgs } from 'node:util';
import { UsageError } from './usage-error.ts';

/** Splits arguments into options and names. Throws a UsageError for an option that the command does not have. */
export const parseCommandLine = <Options extends ParseArgsOptionsConfig>(args: readonly string[], options: Options) => {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (error) {
    const [message = ''] = (error as Error).message.split('. ');
    throw new UsageError(message, 'see --help');
  }
};

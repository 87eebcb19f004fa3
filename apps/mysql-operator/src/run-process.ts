import { setFlagsFromString } from 'node:v8';
import { EndpointError } from './cluster/endpoint.ts';
import { systemClock } from './runtime/clock.ts';
import { createJsonLog } from './runtime/json-log.ts';
import { type OperatorProgram, runOperator } from './runtime/run-operator.ts';
import { createSecretRegistry } from './runtime/secret-registry.ts';
import { readSettings, SettingsError } from './settings.ts';

// A list of thousands is parsed, packed and forgotten: what is left of it is given back early, for a little work.
setFlagsFromString('--optimize-for-size');

/** Runs an operator as this process: its environment, its signals, its standard output, its exit code. */
export const runProcess = async (program: OperatorProgram): Promise<void> => {
  const clock = systemClock;
  const secrets = createSecretRegistry();
  const write = (line: string) => void process.stdout.write(line);
  const end = (code: number) => {
    process.exitCode = code;
    // Whatever is still open must not keep the process: its work is done.
    process.stdout.write('', () => process.exit());
  };
  const stop = new AbortController();
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    // The second one is impatience.
    process.on(signal, () => (stop.signal.aborted ? process.exit(1) : stop.abort()));
  }
  let log = createJsonLog({ write, level: 'info', scrub: secrets.scrub, clock });
  // Node would print the error itself, secrets and all.
  process.on('uncaughtException', (error) => {
    log.error('a bug', { error, stack: error.stack });
    end(1);
  });
  try {
    const settings = readSettings(process.env);
    log = createJsonLog({ write, level: settings.logLevel, scrub: secrets.scrub, clock });
    end(await runOperator(program, { settings, log, secrets, clock, random: Math.random, stop: stop.signal }));
  } catch (error) {
    const wrongUse = error instanceof SettingsError || error instanceof EndpointError;
    log.error(wrongUse ? error.message : 'the operator cannot run', wrongUse ? {} : { error });
    end(wrongUse ? 2 : 1);
  }
};

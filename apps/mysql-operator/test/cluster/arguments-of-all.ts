import { readdirSync, readFileSync } from 'node:fs';

/** Looks again and again at the arguments of every process of the machine, and keeps what has one of these texts. */
export const watchArguments = (forbidden: readonly string[]): { stop(): readonly string[] } => {
  const found = new Set<string>();
  const look = (): void => {
    for (const pid of readdirSync('/proc')) {
      if (!/^\d+$/.test(pid)) continue;
      try {
        const line = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
        if (forbidden.some((text) => line.includes(text))) found.add(line);
      } catch {
        // It has ended meanwhile.
      }
    }
  };
  const timer = setInterval(look, 250);
  return {
    stop: () => {
      clearInterval(timer);
      return [...found];
    },
  };
};

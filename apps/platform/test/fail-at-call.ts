import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

/**
 * Preloaded into a process: its n-th call that changes the file system does not happen. Instead the process is killed,
 * or the call fails with an error code. FAIL_AT=<n>, FAIL_WITH=kill|ENOSPC|EROFS. Without FAIL_AT the calls are counted
 * and the number is printed at the end.
 */
const changing = ['writeFileSync', 'mkdirSync', 'renameSync', 'linkSync', 'rmSync', 'rmdirSync'] as const;
const failAt = Number(process.env.FAIL_AT ?? 0);
const failWith = process.env.FAIL_WITH ?? 'kill';
let calls = 0;

for (const name of changing) {
  const original = fs[name] as (...args: unknown[]) => unknown;
  (fs as unknown as Record<string, unknown>)[name] = (...args: unknown[]) => {
    calls++;
    if (calls === failAt) {
      if (failWith === 'kill') process.kill(process.pid, 'SIGKILL');
      throw Object.assign(new Error(`${failWith}: ${name}`), { code: failWith, syscall: name, path: args[0] });
    }
    return original(...args);
  };
}
syncBuiltinESMExports();
if (failAt === 0) process.on('exit', () => console.log(calls));

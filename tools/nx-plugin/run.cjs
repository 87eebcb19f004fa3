// @ts-check
const { spawn } = require('node:child_process');
const { join } = require('node:path');
const { createInterface } = require('node:readline');

/**
 * Runs a program in the workspace and waits for its end.
 *
 * @param {string} program
 * @param {readonly string[]} args
 * @param {string} cwd
 * @param {(line: string) => void} onLine is given each line of standard output, without its end
 * @returns {Promise<{ code: number, errors: string }>} the exit code, 2 when a signal ended it or it did not start, and
 *   what it wrote to standard error
 */
exports.run = (program, args, cwd, onLine) =>
  new Promise((resolve) => {
    // The script `platform` names the same folder, so that either finds what the other compiled.
    const env = { ...process.env, NODE_COMPILE_CACHE: join(cwd, 'node_modules/.cache/platform/compile') };
    const child = spawn(program, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
    const stop = () => child.kill();
    process.once('exit', stop);
    let errors = '';
    let failure = '';
    child.stderr.setEncoding('utf8').on('data', (text) => {
      errors += text;
    });
    const lines = createInterface({ input: child.stdout }).on('line', onLine);
    const read = new Promise((done) => lines.once('close', done));
    child.once('error', (error) => {
      failure = `${program}: ${error.message}\n`;
    });
    child.once('close', async (code, signal) => {
      process.off('exit', stop);
      await read;
      if (signal !== null) failure = `${program} was ended by ${signal}\n`;
      resolve({ code: failure === '' ? (code ?? 2) : 2, errors: errors + failure });
    });
  });

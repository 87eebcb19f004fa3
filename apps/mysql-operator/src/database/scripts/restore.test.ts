import assert from 'node:assert/strict';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, beforeEach, describe, it } from 'node:test';
import { Mariadb, noServer, runScript } from '../../../test/mariadb.ts';

const password = 'otuspassword';
const secret = { password };

describe('restoring on a real server', { skip: noServer }, () => {
  let server: Mariadb;
  let dump: Buffer;
  const directory = (): string => join(server.backups, '00000001');
  const path = (): string => join(directory(), 'mysql-instance-dump.sql');

  /** As a new data directory: an empty database and no memory of a restore. */
  const forget = async (): Promise<void> => {
    const run = await server.sql(
      password,
      'DELETE FROM mysql_operator.restored; DROP DATABASE `otus-database`; CREATE DATABASE `otus-database`; SET GLOBAL read_only = 1',
    );
    assert.equal(run.code, 0, run.stderr);
  };
  const tables = (): Promise<readonly string[]> => server.rows(password, 'SHOW TABLES FROM `otus-database`');

  before(async () => {
    server = await Mariadb.create();
    assert.equal(await server.start(password), undefined, server.log);
    await server.sql(
      password,
      "USE `otus-database`; CREATE TABLE test (id INT, name VARCHAR(255)); INSERT INTO test VALUES (1, 'some data'), (2, 'some data-2')",
    );
    const run = await server.backup(secret);
    assert.equal(run.code, 0, run.stderr);
    dump = readFileSync(path());
  });
  beforeEach(async () => {
    writeFileSync(path(), dump);
    await forget();
  });
  after(() => server.remove());

  it('brings the two rows of the course back', async () => {
    const run = await server.restore(secret);
    assert.deepEqual([run.code, JSON.parse(run.result)], [0, { restored: true, backup: '00000001' }], run.stderr);
    assert.deepEqual(await server.rows(password, 'SELECT * FROM `otus-database`.test'), [
      '1\tsome data',
      '2\tsome data-2',
    ]);
  });

  it('says so when there is no backup, and never restores one that comes later', async () => {
    const elsewhere = { DIRECTORY: server.data };
    const run = await server.restore(secret, elsewhere);
    assert.deepEqual(JSON.parse(run.result), { restored: false, why: 'NoBackup' });
    const later = await server.restore(secret);
    assert.deepEqual(JSON.parse(later.result), { restored: false, why: 'DataKept' });
    assert.deepEqual(await tables(), []);
  });

  it('does nothing a second time, though nobody but the data remembers', async () => {
    assert.equal((await server.restore(secret)).code, 0);
    await server.sql(password, "INSERT INTO `otus-database`.test VALUES (3, 'new')");
    const again = await server.restore(secret);
    assert.deepEqual(JSON.parse(again.result), { restored: true, backup: '00000001' });
    assert.equal((await server.rows(password, 'SELECT * FROM `otus-database`.test')).length, 3);
  });

  it('leaves data alone that a MySQL before this one left', async () => {
    assert.equal((await server.restore(secret)).code, 0);
    const run = await server.restore(secret, { INSTANCE: 'uid-2' });
    assert.deepEqual(JSON.parse(run.result), { restored: false, why: 'DataKept' });
  });

  it('refuses a database that somebody filled although there is a backup, and says so', async () => {
    await server.sql(password, 'CREATE TABLE `otus-database`.mine (id INT)');
    const run = await server.restore(secret);
    assert.deepEqual([run.code, JSON.parse(run.result).error], [1, 'DatabaseNotEmpty']);
    assert.deepEqual(await tables(), ['mine']);
  });

  it('lets no user write before it is done, and then everybody', async () => {
    await server.sql(
      password,
      "CREATE OR REPLACE USER app@'%' IDENTIFIED BY 'app'; GRANT ALL ON `otus-database`.* TO app@'%'",
    );
    const write = (): Promise<{ readonly stderr: string }> =>
      runScript(
        'exec mariadb --no-defaults --user=app --protocol=tcp --host=127.0.0.1 --port="$PORT" otus-database',
        { MYSQL_PWD: 'app', PORT: `${server.port}` },
        'CREATE TABLE IF NOT EXISTS early (id INT)',
      );
    assert.match((await write()).stderr, /read-only/);
    await server.stop();
    assert.equal(await server.start(password), undefined, 'started anew');
    assert.match((await write()).stderr, /read-only/);
    assert.equal((await server.restore(secret)).code, 0);
    assert.equal((await write()).stderr, '');
    await server.stop();
    assert.equal(await server.start(password), undefined, 'started anew');
    assert.equal((await write()).stderr, '');
  });

  it('goes on after it was killed in the middle', async () => {
    const half = await server.sql(
      password,
      `INSERT INTO mysql_operator.restored VALUES (1, 'uid-1', '00000001', 'started');
       CREATE TABLE \`otus-database\`.test (id INT); INSERT INTO \`otus-database\`.test VALUES (1)`,
    );
    assert.equal(half.code, 0, half.stderr);
    const run = await server.restore(secret);
    assert.deepEqual([run.code, JSON.parse(run.result).restored], [0, true], run.stderr);
    assert.deepEqual(await server.rows(password, 'SELECT * FROM `otus-database`.test'), [
      '1\tsome data',
      '2\tsome data-2',
    ]);
  });

  it('fails, and can be repeated, when the import fails', async () => {
    // A dump that was whole when it was filed, of a server that knew more.
    const text = dump.toString().replace('CREATE TABLE `test`', 'CREATE SOMETHING `test`');
    writeFileSync(path(), text);
    const manifest = readFileSync(join(directory(), 'manifest.json'), 'utf8');
    const sum = (await runScript('sha256sum <"$FILE"', { FILE: path() })).stdout.slice(0, 64);
    const forged = manifest
      .replace(/"sha256": "[^"]*"/, `"sha256": "${sum}"`)
      .replace(/"bytes": \d+/, `"bytes": ${Buffer.byteLength(text)}`);
    writeFileSync(join(directory(), 'manifest.json'), forged);
    const failed = await server.restore(secret);
    assert.deepEqual([failed.code, JSON.parse(failed.result).error], [1, 'ImportFailed']);
    assert.match(failed.result, /error 1064/);
    assert.deepEqual(await server.rows(password, 'SELECT @@read_only'), ['1'], 'half a database takes no writes');
    writeFileSync(join(directory(), 'manifest.json'), manifest);
    writeFileSync(path(), dump);
    const mended = await server.restore(secret);
    assert.deepEqual([mended.code, JSON.parse(mended.result).restored], [0, true], mended.stderr);
  });

  const refused = async (situation: string): Promise<void> => {
    const run = await server.restore(secret);
    assert.deepEqual(
      [run.code, JSON.parse(run.result || '{}').error],
      [1, 'DumpDamaged'],
      `${situation}: ${run.stdout}${run.stderr}`,
    );
  };

  it('refuses a dump that is cut at any of its lines, and a damaged one, before it touches the server', async () => {
    const cuts = [...dump.entries()].filter(([, byte]) => byte === 10).map(([index]) => index + 1);
    assert.equal(cuts.pop(), dump.length, 'the whole dump ends with a line');
    assert.ok(cuts.length > 30);
    for (const cut of [0, ...cuts, dump.length - 1]) {
      writeFileSync(path(), dump.subarray(0, cut));
      await refused(`cut after ${cut} of ${dump.length} bytes`);
    }
    for (let flip = 0; flip < 20; flip++) {
      const bytes = Buffer.from(dump);
      const at = Math.floor((flip / 20) * dump.length);
      bytes[at] = (bytes[at] ?? 0) ^ (1 << (flip % 8));
      writeFileSync(path(), bytes);
      await refused(`bit ${flip % 8} of byte ${at} flipped`);
    }
    assert.deepEqual(await tables(), []);
  });

  it('refuses a dump without a manifest, or whose manifest says nothing', async () => {
    const manifest = join(directory(), 'manifest.json');
    const text = readFileSync(manifest, 'utf8');
    for (const other of ['', '{}', text.replace(/"sha256": "[^"]*"/, '"sha256": ""'), undefined]) {
      if (other === undefined) rmSync(manifest);
      else writeFileSync(manifest, other);
      await refused(`manifest ${other}`);
    }
    writeFileSync(manifest, text);
    assert.deepEqual(readdirSync(server.backups), ['00000001']);
  });

  it('fails when it cannot log in, and says no password', async () => {
    const run = await server.restore({ password: 'canary-wrong' });
    assert.deepEqual([run.code, JSON.parse(run.result).error], [1, 'LoginFailed']);
    assert.equal(`${run.stdout}${run.stderr}${run.result}`.includes('canary'), false);
  });
});

import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { Mariadb, noServer, runScript } from '../../../test/mariadb.ts';

const password = `it's "a" $(touch pwned); b\\y ü😀`;
const secret = { password };

describe('backups of a real server', { skip: noServer }, () => {
  let server: Mariadb;
  before(async () => {
    server = await Mariadb.create();
    assert.equal(await server.start(password), undefined, server.log);
    const made = await server.sql(
      password,
      `USE \`otus-database\`;
       CREATE TABLE test (id INT PRIMARY KEY, name VARCHAR(255)); INSERT INTO test VALUES (1, 'some data'), (2, 'some data-2');
       CREATE TABLE odd (id INT PRIMARY KEY, text TEXT CHARACTER SET utf8mb4, raw BLOB);
       INSERT INTO odd VALUES (1, 'line\\nCREATE TABLE x\\r\\n''"\\\\ 😀', x'00ff0a0d1a27');
       CREATE VIEW both_rows AS SELECT name FROM test;
       CREATE EVENT nightly ON SCHEDULE EVERY 1 DAY DO DELETE FROM odd WHERE id > 100;
       DELIMITER //
       CREATE TRIGGER before_odd BEFORE INSERT ON odd FOR EACH ROW SET NEW.id = NEW.id + 0//
       CREATE PROCEDURE answer() BEGIN SELECT 42; END//`,
    );
    assert.equal(made.code, 0, made.stderr);
  });
  after(() => server.remove());

  it('are made of data whose restore is through', async () => {
    assert.equal((await server.restore(secret)).code, 0);
  });

  const numbers = (): readonly string[] => readdirSync(server.backups).sort();
  const dumpOf = (number: string): string => join(server.backups, number, 'mysql-instance-dump.sql');

  it('are filed with a manifest that says size, SHA-256 and whose they are', async () => {
    const run = await server.backup(secret);
    assert.equal(run.code, 0, run.stderr);
    assert.deepEqual(numbers(), ['00000001']);
    const manifest = JSON.parse(readFileSync(join(server.backups, '00000001/manifest.json'), 'utf8'));
    const result = JSON.parse(run.result);
    assert.deepEqual(
      [manifest.database, manifest.instance, manifest.mysql, manifest.tables, manifest.sha256, manifest.bytes],
      ['otus-database', 'uid-1', 'default/mysql-instance', 2, result.sha256, readFileSync(dumpOf('00000001')).length],
    );
    assert.match(manifest.server, /MariaDB/);
  });

  it('log in with the proven password, or with one that an interrupted change may have left', async () => {
    for (const held of [
      { password: 'stale', next: password },
      { password: 'stale', next: 'stale too', tried: `older\n${password}` },
    ]) {
      const run = await server.backup(held);
      assert.equal(run.code, 0, run.stderr);
    }
  });

  it('keep the last K', async () => {
    for (let made = 0; made < 2; made++) assert.equal((await server.backup(secret)).code, 0);
    assert.deepEqual(numbers(), ['00000003', '00000004', '00000005']);
  });

  it('that fail leave all earlier ones as they are, and nothing half', async () => {
    const earlier = numbers().map((number) => readFileSync(dumpOf(number), 'utf8'));
    const denied = await server.backup({ password: 'wrong' });
    assert.deepEqual([denied.code, JSON.parse(denied.result).error], [1, 'LoginFailed']);
    const absent = await server.backup(secret, { MYSQL_DATABASE: 'absent' });
    assert.deepEqual([absent.code, JSON.parse(absent.result).error], [1, 'DumpFailed']);
    const unreachable = await server.backup(secret, { PORT: '1' });
    assert.equal(unreachable.code, 1);
    assert.deepEqual(
      numbers()
        .filter((number) => number !== '.incoming')
        .map((number) => readFileSync(dumpOf(number), 'utf8')),
      earlier,
    );
    assert.equal((await server.backup(secret)).code, 0);
    assert.deepEqual(numbers(), ['00000004', '00000005', '00000006'], 'the next good one takes the half one away');
  });

  it('whose dump program ends early without an error are not filed', async () => {
    const bin = join(server.data, 'bin');
    mkdirSync(bin);
    writeFileSync(join(bin, 'mariadb-dump'), '#!/bin/sh\ncat >/dev/null 2>&1\necho "CREATE TABLE a (b INT);"\n', {
      mode: 0o755,
    });
    const earlier = numbers();
    const run = await server.backup(secret, { PATH: `${bin}:${process.env.PATH}` });
    assert.deepEqual([run.code, JSON.parse(run.result).error], [1, 'DumpIncomplete']);
    assert.deepEqual(
      numbers().filter((number) => number !== '.incoming'),
      earlier,
    );
  });

  it('bring everything back: rows, bytes, views, triggers, events, procedures', async () => {
    assert.equal((await server.backup(secret)).code, 0);
    const other = await Mariadb.create();
    try {
      assert.equal(await other.start(password, { DATA_UID: 'uid-2' }), undefined, other.log);
      await runScript('cp -a "$FROM"/. "$TO"', { FROM: server.backups, TO: other.backups });
      const run = await other.restore(secret, { INSTANCE: 'uid-2' });
      assert.equal(run.code, 0, run.stderr);
      assert.deepEqual(JSON.parse(run.result), { restored: true, backup: '00000007' });
      for (const query of [
        'SELECT * FROM `otus-database`.test',
        'SELECT id, HEX(text), HEX(raw) FROM `otus-database`.odd',
        'SELECT * FROM `otus-database`.both_rows',
        'CALL `otus-database`.answer()',
        "SELECT trigger_name FROM information_schema.triggers WHERE trigger_schema = 'otus-database'",
        "SELECT event_name FROM information_schema.events WHERE event_schema = 'otus-database'",
      ])
        assert.deepEqual(await other.rows(password, query), await server.rows(password, query), query);
      assert.deepEqual(await other.rows(password, 'SELECT * FROM `otus-database`.test'), [
        '1\tsome data',
        '2\tsome data-2',
      ]);
      assert.deepEqual(await other.rows(password, 'SELECT @@read_only'), ['0'], 'writable again');
    } finally {
      await other.remove();
    }
  });

  it('that were not restored yet stay the newest, whatever the new server is asked', async () => {
    const other = await Mariadb.create();
    try {
      assert.equal(await other.start(password, { DATA_UID: 'uid-2' }), undefined, other.log);
      await runScript('cp -a "$FROM"/. "$TO"', { FROM: server.backups, TO: other.backups });
      const newest = readdirSync(other.backups).sort().at(-1);
      const run = await other.backup(secret, { INSTANCE: 'uid-2', FINAL: 'yes' });
      assert.deepEqual([run.code, JSON.parse(run.result).backup], [0, newest], run.stderr);
      assert.equal(readdirSync(other.backups).sort().at(-1), newest);
      await other.sql(password, 'CREATE TABLE `otus-database`.early (id INT)');
      const filled = await other.backup(secret, { INSTANCE: 'uid-2', FINAL: 'yes' });
      assert.deepEqual([filled.code, JSON.parse(filled.result).error], [1, 'DatabaseNotEmpty']);
    } finally {
      await other.remove();
    }
  });

  it('that are the last before a deletion make the server refuse the writes of users', async () => {
    await server.sql(password, "CREATE USER app@'%' IDENTIFIED BY 'app'; GRANT ALL ON `otus-database`.* TO app@'%'");
    const run = await server.backup(secret, { FINAL: 'yes' });
    assert.equal(run.code, 0, run.stderr);
    const write = await runScript(
      `exec mariadb --no-defaults --user=app --protocol=tcp --host=127.0.0.1 --port=${server.port} otus-database`,
      { MYSQL_PWD: 'app' },
      "INSERT INTO test VALUES (3, 'late')",
    );
    assert.match(write.stderr, /read-only/);
  });
});

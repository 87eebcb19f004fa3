import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { Mariadb, noServer } from '../../../test/mariadb.ts';

const both = ['localhost', '%'];

describe('starting a real server', { skip: noServer }, () => {
  let server: Mariadb;
  before(async () => {
    server = await Mariadb.create();
  });
  after(() => server.remove());
  const record = (): string => readFileSync(join(server.data, 'instance/record'), 'utf8');
  const restart = async (password: string, more: Record<string, string> = {}): Promise<void> => {
    await server.stop();
    assert.equal(await server.start(password, more), undefined, server.log);
  };

  it('makes the database and both root accounts, whose password has every odd byte', async () => {
    const odd = `'";$(id)\\ ü😀`;
    await restart(odd);
    assert.deepEqual(await server.accepted(odd), both);
    assert.ok((await server.rows(odd, 'SHOW DATABASES')).includes('otus-database'));
    assert.match(record(), /^uid-1 mariadb 10\./);
  });

  it('leaves no account without a password', async () => {
    const open = await server.rows(
      `'";$(id)\\ ü😀`,
      "SELECT user, host FROM mysql.global_priv WHERE JSON_VALUE(priv, '$.authentication_string') IN ('', NULL) AND NOT JSON_VALUE(priv, '$.account_locked')",
    );
    assert.deepEqual(open, []);
    assert.deepEqual(await server.accepted(''), []);
  });

  it('takes the password of the environment at each start, whatever the accounts had', async () => {
    await restart('second');
    assert.deepEqual([await server.accepted('second'), await server.accepted(`'";$(id)\\ ü😀`)], [both, []]);
  });

  it('keeps the data over starts', async () => {
    await server.sql('second', 'CREATE TABLE `otus-database`.kept (id INT)');
    await restart('second');
    assert.deepEqual(await server.rows('second', 'SHOW TABLES FROM `otus-database`'), ['kept']);
  });

  it('does not take an unfinished initialisation for a database', async () => {
    await server.stop();
    writeFileSync(join(server.data, '.new'), 'half');
    const other = await Mariadb.create();
    try {
      writeFileSync(join(other.data, '.new'), 'half');
      assert.equal(await other.start('x'), undefined, other.log);
    } finally {
      await other.remove();
    }
  });

  it('sets data of another MySQL aside, whole, and begins anew', async () => {
    await restart('third', { DATA_UID: 'uid-2' });
    assert.deepEqual(await server.rows('third', 'SHOW TABLES FROM `otus-database`'), []);
    assert.match(record(), /^uid-2 /);
    assert.deepEqual(readdirSync(join(server.data, 'left-by-uid-1')).sort(), ['data', 'record']);
    await restart('third', { DATA_UID: 'uid-3' });
    assert.deepEqual(
      readdirSync(server.data).filter((name) => name.startsWith('left-by-')),
      ['left-by-uid-2'],
    );
  });

  it('refuses data that an engine of another make or a newer series wrote, and says so to the operator', async () => {
    const before = record();
    for (const [written, error] of [
      ['uid-3 mysql 8.4.3', 'EngineChangeRefused'],
      ['uid-3 mariadb 99.1.2-MariaDB', 'DowngradeRefused'],
    ] as const) {
      await server.stop();
      writeFileSync(join(server.data, 'instance/record'), `${written}\n`);
      assert.equal(await server.start('third', { DATA_UID: 'uid-3' }), 1);
      assert.equal(JSON.parse(server.refusal).error, error);
    }
    writeFileSync(join(server.data, 'instance/record'), before);
  });

  it('brings the system tables up to date after a change to a newer series', async () => {
    await server.stop();
    writeFileSync(join(server.data, 'instance/record'), 'uid-3 mariadb 10.6.1-MariaDB\n');
    writeFileSync(join(server.data, 'instance/data/mysql_upgrade_info'), '10.6.1-MariaDB');
    server.log = '';
    await restart('third', { DATA_UID: 'uid-3' });
    assert.match(server.log, /Phase (7\/7|8\/8)/);
    assert.match(record(), /^uid-3 mariadb 10\.11/);
    assert.deepEqual(await server.accepted('third'), both);
  });

  it('refuses a volume with a data directory of another layout', async () => {
    const other = await Mariadb.create();
    try {
      writeFileSync(join(other.data, 'ibdata1'), '');
      assert.equal(await other.start('x'), 1);
      assert.equal(JSON.parse(other.refusal).error, 'ForeignData');
    } finally {
      await other.remove();
    }
  });

  it('writes no password to its output, and keeps none in the environment of the server', async () => {
    await restart('canary-password', { DATA_UID: 'uid-3' });
    assert.equal(server.log.includes('canary-password'), false);
    const pid = readFileSync(join(server.data, '../run/mysqld.pid'), 'utf8').trim();
    // The environment that a process was started with stays readable there; the shell replaced itself by the server.
    for (const file of ['environ', 'cmdline'])
      assert.equal(readFileSync(`/proc/${pid}/${file}`, 'utf8').includes('canary-password'), false, file);
  });
});

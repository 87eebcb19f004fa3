import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { Mariadb, noServer } from '../../../test/mariadb.ts';

const both = ['localhost', '%'];

describe('changing the password of a real server', { skip: noServer }, () => {
  let server: Mariadb;
  let password = 'A first one';
  before(async () => {
    server = await Mariadb.create();
    assert.equal(await server.start(password), undefined, server.log);
  });
  after(() => server.remove());

  /** Whatever the accounts have had, they have these now. */
  const have = async (localhost: string, everywhere: string): Promise<void> => {
    assert.equal((await server.rotate('between', password, 'old', 'new', 'other')).code, 0);
    const quoted = (value: string): string => value.replaceAll("'", "''");
    const run = await server.sql(
      'between',
      `ALTER USER 'root'@'localhost' IDENTIFIED BY '${quoted(localhost)}'; ALTER USER 'root'@'%' IDENTIFIED BY '${quoted(everywhere)}'`,
    );
    assert.equal(run.code, 0, run.stderr);
    password = localhost;
  };

  const states = [
    ['old', 'old'],
    ['old', 'new'],
    ['new', 'old'],
    ['new', 'new'],
    ['other', 'old'],
    ['old', 'other'],
    ['new', 'other'],
    ['other', 'new'],
    ['other', 'unknown'],
    ['unknown', 'old'],
    ['unknown', 'new'],
  ] as const;
  for (const [localhost, everywhere] of states)
    it(`finishes when root@localhost has the ${localhost} and root@% the ${everywhere} password`, async () => {
      await have(localhost, everywhere);
      const run = await server.rotate('new', 'old', 'other');
      assert.equal(run.code, 0, run.stderr);
      assert.deepEqual(
        [await server.accepted('new'), await server.accepted('old'), await server.accepted('other')],
        [both, [], []],
      );
      password = 'new';
      assert.equal((await server.rotate('new', 'old')).stdout.trim(), 'unchanged');
    });

  it('ends with 3 and changes nothing when no password works', async () => {
    await have('unknown', 'unknown');
    const run = await server.rotate('new', 'old');
    assert.equal(run.code, 3);
    assert.deepEqual(await server.accepted('unknown'), both);
  });

  it('makes root@% again when somebody dropped it, because the Jobs log in with it', async () => {
    await have('old', 'old');
    await server.sql('old', "DROP USER 'root'@'%'");
    assert.equal((await server.rotate('new', 'old')).code, 0);
    assert.deepEqual(await server.accepted('new'), both);
    password = 'new';
  });

  const nasty = [
    "it's",
    '"quoted"',
    "'; DROP USER root; --",
    '$(touch /tmp/pwned) `id` $HOME',
    'back\\slash\\',
    '\\n\\t\\0',
    'ünïcode 😀 пароль',
    ' spaces around ',
    '#hash ; %s %d !x *',
    '-p --help',
    '<<EOF',
    'x'.repeat(256),
    'é'.repeat(128),
    "'".repeat(256),
    '\\'.repeat(256),
    '"'.repeat(256),
    '\t',
  ];
  it('takes passwords with quotes, dollars, semicolons, backslashes, UTF-8 and 256 bytes', async () => {
    let before = password;
    for (const wanted of nasty) {
      const run = await server.rotate(wanted, before);
      assert.deepEqual([run.code, run.stdout.trim()], [0, 'changed'], `${wanted}: ${run.stderr}`);
      assert.deepEqual(await server.accepted(wanted), both, wanted);
      before = wanted;
    }
    password = before;
  });

  it('says neither the old nor the new password, even when the server refuses', async () => {
    await have('old', 'old');
    const loaded = await server.sql('old', 'INSTALL SONAME "simple_password_check"');
    assert.equal(loaded.code, 0, loaded.stderr);
    const run = await server.rotate('canary', 'old');
    assert.equal(run.code, 4);
    assert.match(run.stdout, /^(1819|1396)$/m, 'the number of the error, and nothing else');
    assert.equal(`${run.stdout}${run.stderr}`.includes('canary'), false);
    assert.deepEqual(await server.accepted('old'), both);
    await server.sql('old', 'UNINSTALL SONAME "simple_password_check"');
  });

  it('has no second password to discard', async () => {
    const run = await server.discard(password);
    assert.deepEqual([run.code, run.stdout.trim()], [0, 'has no second passwords']);
    assert.equal((await server.discard('wrong')).code, 3);
  });

  it('ends with 5 when the server does not answer', async () => {
    await server.stop();
    assert.equal((await server.rotate('new', 'old')).code, 5);
  });
});

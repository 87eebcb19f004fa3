import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { DualServer } from '../../../test/dual-server.ts';
import { noServer, type Run, runScript } from '../../../test/mariadb.ts';
import { discardOldPassword, rotatePassword } from './index.ts';

const during = async (
  version: string,
  password: string,
  work: (server: DualServer) => Promise<void>,
): Promise<void> => {
  const server = new DualServer(version, password);
  await server.listen();
  try {
    await work(server);
  } finally {
    server.close();
  }
};
const run = (server: DualServer, script: string, ...lines: readonly string[]): Promise<Run> =>
  runScript(script, { SOCKET: server.socket, PORT: `${server.port}` }, `${lines.join('\n')}\n\n`);
const statements = (server: DualServer): readonly string[] =>
  server.statements.filter((each) => each.startsWith('ALTER'));

// The clients are real; only the server, which is in no package here, is played.
describe('changing the password of a MySQL with second passwords', { skip: noServer }, () => {
  for (const version of ['8.0.14', '8.0.36-28', '8.4.3', '9.1.0'])
    it(`${version} keeps the old one valid until it is discarded`, () =>
      during(version, "it's old", async (server) => {
        const changed = await run(server, rotatePassword, 'new \\ "', "it's old");
        assert.deepEqual([changed.code, changed.stdout.trim()], [0, 'changed'], changed.stderr);
        const both = { primary: 'new \\ "', secondary: "it's old" };
        assert.deepEqual(server.accounts, { localhost: both, '%': both });
        assert.equal((await run(server, rotatePassword, 'new \\ "', "it's old")).stdout.trim(), 'unchanged');
        assert.deepEqual(server.accounts.localhost, both, 'a repetition does not drop the old one');
        const discarded = await run(server, discardOldPassword, 'new \\ "');
        assert.deepEqual([discarded.code, discarded.stdout.trim()], [0, 'discarded'], discarded.stderr);
        assert.equal(server.accounts['%'].secondary, undefined);
      }));

  it('finishes a change of which one account was missing, and keeps the old one there too', () =>
    during('8.4.3', 'old', async (server) => {
      server.accounts.localhost = { primary: 'new', secondary: 'old' };
      assert.equal((await run(server, rotatePassword, 'new', 'old')).code, 0);
      assert.deepEqual(server.accounts['%'], { primary: 'new', secondary: 'old' });
      assert.equal(statements(server).length, 1, 'what had it already is left alone');
    }));

  for (const version of ['5.7.44', '8.0.13', '10.11.6-MariaDB', '11.4.2-MariaDB-ubu2404'])
    it(`${version} has none, and is not asked to keep one`, () =>
      during(version, 'old', async (server) => {
        assert.equal((await run(server, rotatePassword, 'new', 'old')).code, 0);
        assert.deepEqual(server.accounts.localhost, { primary: 'new', secondary: undefined });
        assert.equal((await run(server, discardOldPassword, 'new')).stdout.trim(), 'has no second passwords');
        assert.equal(
          server.statements.some((each) => /RETAIN|DISCARD/.test(each)),
          false,
        );
      }));

  it('a client that logs in all the while, with the old and then the new password, never fails', () =>
    during('8.4.3', 'old', async (server) => {
      let isOver = false;
      let logins = 0;
      const login = (password: string): Promise<Run> =>
        runScript(
          'exec mariadb-admin --no-defaults --user=root --protocol=tcp --host=127.0.0.1 --port="$PORT" status',
          {
            MYSQL_PWD: password,
            PORT: `${server.port}`,
          },
        );
      const client = (async () => {
        while (!isOver) {
          assert.equal((await login('old')).code, 0);
          logins++;
        }
      })();
      assert.equal((await run(server, rotatePassword, 'new', 'old')).code, 0);
      isOver = true;
      await client;
      assert.ok(logins > 0);
      assert.equal((await login('new')).code, 0);
      assert.equal((await run(server, discardOldPassword, 'new')).code, 0);
      assert.notEqual((await login('old')).code, 0);
    }));
});

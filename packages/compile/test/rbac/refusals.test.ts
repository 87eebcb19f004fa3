import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readApiAccess } from '../../src/rbac/index.ts';
import { readProgram } from './read-program.ts';

interface Case {
  readonly what: string;
  readonly main: string;
  readonly files?: Readonly<Record<string, string>>;
  readonly reason: RegExp;
  readonly advice: RegExp;
}

const cases: readonly Case[] = [
  {
    what: 'a descriptor whose names are known at run time only',
    main: `
      const made = kind()({ group: '', version: 'v1', kind: 'Pod', plural: String(1), namespaced: true });
      await cluster.resource(made).list();`,
    reason: /the kind of this list is not known before the program runs/,
    advice: /a descriptor whose names are literal types/,
  },
  {
    what: 'a client of any kind',
    main: `
      const one = (client: ResourceClient<Kind>) => client.list();
      await one(cluster.resource(pods));`,
    reason: /the kind of this list is not known/,
    advice: /call it where the kind is named/,
  },
  {
    what: 'a helper that works for whatever kind it is given',
    main: `
      const one = <K extends Kind>(kind: K) => cluster.resource(kind).list();
      await one(pods);`,
    reason: /the kind of this list is not known/,
    advice: /call it where the kind is named/,
  },
  {
    what: 'a method that is taken from its client',
    main: `
      const { list } = cluster.resource(pods);
      await list();`,
    reason: /list is taken from its client and not called/,
    advice: /`cluster\.resource\(deployments\)\.get\(…\)`/,
  },
  {
    what: 'a method that is taken from its client by an assignment',
    main: `
      let list: () => Promise<unknown>;
      ({ list } = cluster.resource(pods));
      await list();`,
    reason: /list is taken from its client and not called/,
    advice: /call it where the kind is named/,
  },
  {
    what: 'a method that gets another name',
    main: `
      const list = cluster.resource(pods).list;
      await list();`,
    reason: /list is taken from its client and not called/,
    advice: /call it where the kind is named/,
  },
  {
    what: 'a method that is bound',
    main: `
      const client = cluster.resource(pods);
      await client.list.call(client);`,
    reason: /list is taken from its client and not called/,
    advice: /call it where the kind is named/,
  },
  {
    what: 'a method that is named by a value',
    main: `
      const name = 'list' as 'list' | 'source';
      cluster.resource(pods)[name]();`,
    reason: /a method of a client is named by a value/,
    advice: /call it where the kind is named/,
  },
  {
    what: 'a client that is handed on as something with the same methods',
    main: `
      interface Lister { list(): Promise<unknown> }
      const one = (lister: Lister) => lister.list();
      await one(cluster.resource(pods));`,
    reason: /the client is handed on as a type whose list does not say what it asks for/,
    advice: /`Pick<…, 'get'>`/,
  },
  {
    what: 'a client that is handed on to a helper for whatever has the same methods',
    main: `
      const one = <T extends { list(): Promise<unknown> }>(lister: T) => lister.list();
      await one(cluster.resource(pods));`,
    reason: /the client is handed on as a type whose list does not say what it asks for/,
    advice: /use the client's own type/,
  },
  {
    what: 'a cluster that is handed on as anything',
    main: `
      const one = (given: any) => given.exec(pods, { name: 'x' });
      await one(cluster);`,
    reason: /the client is handed on as a type whose exec does not say what it asks for/,
    advice: /use the client's own type/,
  },
  {
    what: 'a method without verbs',
    main: 'await cluster.resource(pods).nothing({ name: String(1) });',
    reason: /`@verbs` of nothing names none/,
    advice: /`@verbs get`/,
  },
  {
    what: 'an import whose file is known at run time only',
    main: `
      await import(String(1));
      await cluster.resource(pods).list();`,
    reason: /the import names no file before the program runs/,
    advice: /name the file as a text/,
  },
  {
    what: 'an owner that is known at run time only',
    main: `
      import { pod } from '@wildermesser/manifest/core/v1';
      const owner = { apiVersion: 'v1', kind: String(1), name: 'a', uid: 'b', blockOwnerDeletion: true };
      await cluster.resource(pods).apply(pod({ metadata: { name: 'a', ownerReferences: [owner] } }));`,
    reason: /the owner whose deletion is blocked is not known before the program runs/,
    advice: /as constants beside it/,
  },
];

for (const { what, main, files, reason, advice } of cases) {
  test(`refused: ${what}`, () => {
    const { accesses, findings } = readProgram(main, files);
    const [found] = findings;
    assert.deepEqual(accesses, []);
    assert.match(found?.message ?? '', reason);
    assert.match(found?.advice ?? '', advice);
    assert.match(found?.message ?? '', /\nsrc\/main\.ts:\d+:\d+\n\d+ \| .*\n +\^$/);
    assert.equal(found?.file, 'src/main.ts');
  });
}

test('refused: a program that makes no call', () => {
  assert.match(readProgram('').findings[0]?.message ?? '', /the program makes no call of a façade/);
});

test('refused: an entry file that is not there', () => {
  const root = import.meta.dirname;
  const { findings } = readApiAccess({ root, tsconfig: `${root}/tsconfig.json`, entry: 'src/gone.ts' });
  assert.match(findings[0]?.message ?? '', /there is no file src\/gone\.ts/);
});

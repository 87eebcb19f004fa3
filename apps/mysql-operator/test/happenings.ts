import fc from 'fast-check';
import { look } from './run-world.ts';
import { type Fault, World } from './world.ts';
import { Server } from './world-database.ts';

/** Something that happens: to the operator, to the cluster, or by a user. */
export type Happening =
  | { readonly a: 'look'; readonly fault: Fault }
  | { readonly a: 'tick'; readonly seconds: number }
  | { readonly a: 'password'; readonly value: string }
  | { readonly a: 'image'; readonly value: string }
  | { readonly a: 'suspend'; readonly value: boolean }
  | { readonly a: 'backup fails'; readonly value: boolean }
  | { readonly a: 'write' | 'delete' | 'create' | 'lose status' | 'lose pod' | 'change password by hand' }
  | { readonly a: 'lose'; readonly kind: string; readonly which: number };

const images = ['mysql:8.0', 'mysql:8.4', 'mysql:broken', 'mariadb:11.4'];

export const happening: fc.Arbitrary<Happening> = fc.oneof(
  {
    weight: 30,
    arbitrary: fc.record({
      a: fc.constant('look' as const),
      fault: fc.constantFrom<Fault>('none', 'none', 'before', 'after', 'between'),
    }),
  },
  { weight: 30, arbitrary: fc.record({ a: fc.constant('tick' as const), seconds: fc.constantFrom(1, 1, 1, 200) }) },
  {
    weight: 5,
    arbitrary: fc.record({
      a: fc.constant('password' as const),
      value: fc.constantFrom('A', 'B', 'C', Server.refused),
    }),
  },
  { weight: 2, arbitrary: fc.record({ a: fc.constant('image' as const), value: fc.constantFrom(...images) }) },
  { weight: 2, arbitrary: fc.record({ a: fc.constant('suspend' as const), value: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ a: fc.constant('backup fails' as const), value: fc.boolean() }) },
  { weight: 10, arbitrary: fc.constant({ a: 'write' } as const) },
  { weight: 3, arbitrary: fc.constantFrom({ a: 'delete' } as const, { a: 'create' } as const) },
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      { a: 'lose status' } as const,
      { a: 'lose pod' } as const,
      { a: 'change password by hand' } as const,
    ),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      a: fc.constant('lose' as const),
      kind: fc.constantFrom('Job', 'Secret', 'Service', 'Deployment'),
      which: fc.nat(2),
    }),
  },
);

/** A world, and the rows that a client was told are written before anybody asked for a deletion. */
export interface Run {
  readonly world: World;
  readonly acknowledged: Set<string>;
}

export const begin = (): Run => {
  const world = new World();
  world.apply();
  return { world, acknowledged: new Set() };
};

export const happen = ({ world, acknowledged }: Run, it: Happening): void => {
  switch (it.a) {
    case 'look':
      look(world, it.fault);
      break;
    case 'tick':
      world.tick(it.seconds);
      break;
    case 'password':
      if (world.mysql !== undefined) world.apply({ password: it.value });
      break;
    case 'image':
      if (world.mysql !== undefined) world.apply({ image: it.value });
      break;
    case 'suspend':
      if (world.mysql !== undefined) world.apply({ suspend: it.value });
      break;
    case 'backup fails':
      world.backupFails = it.value;
      break;
    case 'write': {
      const row = `row ${acknowledged.size}`;
      if (world.server?.write(row) && world.mysql?.metadata.deletionTimestamp === undefined) acknowledged.add(row);
      break;
    }
    case 'delete':
      world.delete();
      break;
    case 'create':
      if (world.mysql === undefined) world.apply();
      break;
    case 'lose status':
      if (world.mysql !== undefined) world.mysql.status = undefined;
      break;
    case 'lose pod':
      for (const pod of world.pods) pod.metadata.deletionTimestamp ??= world.time;
      break;
    case 'change password by hand':
      for (const account of Object.values(world.server?.data.accounts ?? {})) account.password = 'by hand';
      break;
    case 'lose': {
      const things = [...world.things.values()].filter(({ kind }) => kind === it.kind);
      const thing = things[it.which % Math.max(things.length, 1)];
      if (thing !== undefined) thing.metadata.deletionTimestamp ??= world.time;
    }
  }
};

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { begin, happen, happening, type Run } from '../../test/happenings.ts';
import { look, settle } from '../../test/run-world.ts';
import { annotations } from '../resource/index.ts';

/** Everything outside is mended, and a MySQL is wanted. */
const mend = ({ world }: Run): void => {
  world.backupFails = false;
  if (world.mysql?.metadata.deletionTimestamp !== undefined) {
    // An image that was never pulled serves nobody, so no backup of it can be made; people mend that first.
    world.apply({ image: 'mysql:8.4', suspend: false });
    for (let round = 0; round < 200 && world.mysql !== undefined; round++) {
      look(world);
      world.tick(130);
    }
    assert.equal(world.mysql, undefined, 'a deletion ends');
  }
  world.apply({ password: 'Z', image: 'mysql:8.4', suspend: false });
  world.now += 3_600_000;
};

// Without a size, fast-check draws ten of them at most.
const schedule = fc.array(happening, { maxLength: 150, size: 'max' });
const runs = {
  numRuns: Number(process.env.LAW_RUNS ?? 100),
  ...(process.env.LAW_SEED ? { seed: Number(process.env.LAW_SEED) } : {}),
};

test('whatever happens, and wherever the operator dies, it ends ready with the wanted password and every acknowledged row', () => {
  fc.assert(
    fc.property(schedule, (happenings) => {
      const run = begin();
      for (const each of happenings) happen(run, each);
      mend(run);
      const last = settle(run.world).at(-1);
      assert.equal(last?.state, 'Ready', `${last?.state}: ${last?.message}`);
      const { server } = run.world;
      assert.ok(server !== undefined);
      for (const account of ['localhost', '%'] as const) {
        // What somebody changes by hand on a server in sync is not seen before its next start.
        if (happenings.some(({ a }) => a === 'change password by hand')) continue;
        assert.deepEqual(server.data.accounts[account], { password: 'Z', second: undefined }, account);
      }
      for (const row of run.acknowledged) assert.ok(server.data.rows.has(row), `${row} is lost`);
    }),
    runs,
  );
});

test('nothing that holds data is deleted under the policy Backup without a backup of this very MySQL', () => {
  fc.assert(
    fc.property(schedule, (happenings) => {
      const run = begin();
      const { world } = run;
      for (const each of happenings) {
        const backups = world.disk.backups.get(world.names.backupVolume)?.length ?? 0;
        const uid = world.mysql?.metadata.uid;
        if (each.a !== 'look') {
          happen(run, each);
          continue;
        }
        const decision = look(world, each.fault);
        const effect = decision?.effect;
        if (effect?.do !== 'delete' || !['Deployment', 'PersistentVolumeClaim'].includes(effect.kind)) continue;
        if (decision?.state !== 'Removing') continue;
        const claim = world.find('PersistentVolumeClaim', world.names.dataClaim);
        const isEmpty = claim?.status?.phase !== 'Bound';
        const proof = world.find('Job', world.names.backupJob)?.metadata;
        assert.ok(
          isEmpty ||
            (backups > 0 &&
              proof?.annotations?.[annotations.backup] !== undefined &&
              proof.labels?.['otus.homework/mysql-uid'] === uid),
          `${effect.kind} deleted`,
        );
      }
    }),
    runs,
  );
});

test('every state is settled, moves on by itself, or is held with a reason and looked at again', () => {
  fc.assert(
    fc.property(schedule, (happenings) => {
      const run = begin();
      for (const each of happenings) {
        happen(run, each);
        if (each.a !== 'look') continue;
        const decision = look(run.world, 'before');
        if (decision === undefined) continue;
        const isLookedAtAgain = decision.effect !== undefined || decision.requeueAfter !== undefined;
        assert.ok(decision.progress === 'settled' || isLookedAtAgain, decision.state);
        assert.ok(decision.message.length > 0);
        const degraded = decision.status.conditions?.find(({ type }) => type === 'Degraded');
        if (decision.progress === 'held') assert.equal(degraded?.status, 'True', decision.state);
      }
    }),
    { ...runs, numRuns: Math.ceil(runs.numRuns / 2) },
  );
});

test('when nothing changed, nothing is written', () => {
  fc.assert(
    fc.property(schedule, (happenings) => {
      const run = begin();
      for (const each of happenings) happen(run, each);
      mend(run);
      settle(run.world);
      const snapshot = run.world.snapshot();
      for (let again = 0; again < 3; again++) {
        const { status } = run.world.mysql ?? {};
        run.world.now += 60_000;
        const decision = look(run.world);
        assert.equal(decision?.effect, undefined);
        assert.equal(run.world.mysql?.status, status);
      }
      assert.ok(snapshot);
    }),
    { ...runs, numRuns: Math.ceil(runs.numRuns / 4) },
  );
});

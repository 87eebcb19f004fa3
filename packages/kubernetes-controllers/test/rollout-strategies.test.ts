import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Component } from '@wildermesser/emit';
import type { Deployment } from '@wildermesser/manifest/apps/v1';
import fc from 'fast-check';
import { paymentservice } from '../src/paymentservice.ts';
import { paymentserviceBlueGreen } from '../src/paymentservice-blue-green.ts';
import { paymentserviceReverse } from '../src/paymentservice-reverse.ts';
import { type RollingUpdate, rollOut, type Step } from './rolling-update.ts';

const settings = { repository: '', revision: '', cluster: '', argocdNamespace: '', kubernetes: '' };

const deploymentOf = (component: Component): Deployment => {
  const found = component.manifests(settings).find(({ kind }) => kind === 'Deployment');
  assert.ok(found, `${component.name} has a Deployment`);
  return found as Deployment;
};

/** A share of the replicas, rounded as Kubernetes rounds it. */
const resolved = (value: number | string, replicas: number, round: (share: number) => number): number =>
  typeof value === 'number' ? value : round((Number.parseInt(value, 10) * replicas) / 100);

const updateOf = (component: Component): RollingUpdate => {
  const { replicas = 1, strategy } = deploymentOf(component).spec ?? {};
  assert.notEqual(strategy?.type, 'Recreate');
  const { maxSurge = '25%', maxUnavailable = '25%' } = strategy?.rollingUpdate ?? {};
  return {
    replicas,
    maxSurge: resolved(maxSurge, replicas, Math.ceil),
    maxUnavailable: resolved(maxUnavailable, replicas, Math.floor),
  };
};

/** Checks every rollout that the order of events allows. */
const always = (component: Component, holds: (steps: readonly Step[], update: RollingUpdate) => void): void => {
  const update = updateOf(component);
  fc.assert(
    fc.property(fc.array(fc.nat(), { maxLength: 20 }), (choices) => {
      let next = 0;
      const steps = rollOut(update, (possible) => (choices[next++] ?? 0) % Math.max(possible, 1));
      holds(steps, update);
    }),
  );
};

const pods = ({ after: { oldReady, newStarting, newReady } }: Step): number => oldReady + newStarting + newReady;
const available = ({ after: { oldReady, newReady } }: Step): number => oldReady + newReady;

for (const component of [paymentservice, paymentserviceBlueGreen, paymentserviceReverse])
  test(`${component.name}: a rollout ends with three new pods and no old one`, () => {
    always(component, (steps) => {
      assert.deepEqual(steps.at(-1)?.after, { oldReady: 0, newStarting: 0, newReady: 3 });
    });
  });

test('paymentservice: one pod more than asked for at most, and never a pod less', () => {
  assert.equal(deploymentOf(paymentservice).spec?.strategy, undefined, 'the strategy is Kubernetes’ own');
  always(paymentservice, (steps) => {
    assert.ok(steps.every((step) => pods(step) <= 4 && available(step) >= 3));
  });
});

test('blue-green: all new pods are started before any old one goes', () => {
  always(paymentserviceBlueGreen, (steps, { replicas }) => {
    assert.deepEqual([steps[0]?.what, steps[0]?.count], ['start', replicas]);
    assert.ok(steps.slice(1).every(({ what }) => what !== 'start'));
  });
});

test('blue-green: no pod is missed at any time', () => {
  always(paymentserviceBlueGreen, (steps, { replicas }) => {
    assert.ok(steps.every((step) => available(step) >= replicas && pods(step) <= 2 * replicas));
  });
});

test('reverse: never more pods than asked for, and one less at most', () => {
  always(paymentserviceReverse, (steps, { replicas }) => {
    assert.ok(steps.every((step) => pods(step) <= replicas && available(step) >= replicas - 1));
  });
});

test('reverse: each new pod takes the place of an old one that was removed before', () => {
  always(paymentserviceReverse, (steps) => {
    const moves = steps.filter(({ what }) => what !== 'ready');
    assert.deepEqual(
      moves.map(({ what, count }) => [what, count]),
      [1, 2, 3].flatMap(() => [
        ['remove', 1],
        ['start', 1],
      ]),
    );
  });
});

test('1/1, the original strategy of paymentservice-reverse, starts a new pod before it removes one', () => {
  const [first] = rollOut({ replicas: 3, maxSurge: 1, maxUnavailable: 1 }, () => 0);
  assert.deepEqual([first?.what, pods(first as Step)], ['start', 4]);
});

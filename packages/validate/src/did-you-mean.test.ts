import assert from 'node:assert/strict';
import { test } from 'node:test';
import { closest } from './did-you-mean.ts';

test('the nearest candidate is found, and nothing when all are far away', () => {
  assert.equal(closest('cartservce', ['checkoutservice', 'cartservice', 'adservice']), 'cartservice');
  assert.equal(closest('PreSink', ['PostSync', 'PreSync']), 'PreSync');
  assert.equal(closest('frontend', ['backend-api', 'redis']), undefined);
  assert.equal(closest('web', []), undefined);
});

test('the name itself is no suggestion, and of equals the first wins', () => {
  assert.equal(closest('http', ['http']), undefined);
  assert.equal(closest('htt', ['http', 'https', 'httx']), 'http');
});

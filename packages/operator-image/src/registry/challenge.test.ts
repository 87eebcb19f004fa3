import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseChallenge } from './challenge.ts';

test('scheme and parameters are read, quoted or not, with commas inside quotes', () => {
  assert.deepEqual(
    parseChallenge('Bearer realm="https://auth.example/token",service=reg,scope="repository:a:pull,push"'),
    {
      scheme: 'bearer',
      parameters: { realm: 'https://auth.example/token', service: 'reg', scope: 'repository:a:pull,push' },
    },
  );
  assert.deepEqual(parseChallenge('BASIC realm="a \\"b\\""'), { scheme: 'basic', parameters: { realm: 'a "b"' } });
  assert.equal(parseChallenge(null), undefined);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formats, isQuantity } from './formats.ts';

const cases: Readonly<Record<string, readonly [good: readonly string[], bad: readonly string[]]>> = {
  byte: [
    ['', 'YQ==', 'YWI=', 'YWJj', 'YWJj\nYWJj', '+/+/'],
    ['YQ', 'YQ=', 'Y===', 'a b=', 'YWJj=', '_-_-'],
  ],
  cidr: [
    ['10.0.0.0/8', '::/0', 'fd00::/64'],
    ['10.0.0.0', '10.0.0.0/33', '10.0.0/8', '::/129', '10.0.0.0/8/8'],
  ],
  date: [
    ['2024-02-29', '1999-12-31'],
    ['2023-02-29', '2024-13-01', '2024-1-1', '2024-00-10', 'today'],
  ],
  'date-time': [
    ['2024-01-31T12:00:00Z', '2024-01-31T12:00:00.123456+02:00', '2024-01-31t12:00:00z'],
    ['2024-01-31', '2024-01-31 12:00:00Z', '2024-01-31T24:00:00Z', '2024-01-31T12:00:00', '2024-02-30T12:00:00Z'],
  ],
  ipv4: [
    ['0.0.0.0', '255.255.255.255'],
    ['256.0.0.1', '1.2.3', '1.2.3.4.5', ''],
  ],
  ipv6: [
    ['::', '::1', 'fd00::1', '1:2:3:4:5:6:7:8', '::ffff:10.0.0.1'],
    [':::', '1:2:3:4:5:6:7', '1::2::3', 'g::', '1:2:3:4:5:6:7:8:9', '10.0.0.1'],
  ],
};

for (const [name, [good, bad]] of Object.entries(cases)) {
  test(`texts that are ${name} are told from those that are not`, () => {
    const holds = formats[name]?.[0] ?? assert.fail(name);
    assert.deepEqual(
      good.filter((text) => !holds(text)),
      [],
    );
    assert.deepEqual(bad.filter(holds), []);
  });
}

test('quantities have at most one suffix and no spaces', () => {
  assert.deepEqual(
    ['1', '0.5', '.5', '5.', '-1', '+1', '100m', '1Gi', '1e3', '1E-3', '2k', '1E'].filter((text) => !isQuantity(text)),
    [],
  );
  assert.deepEqual(['', 'x', '1 Gi', '1gi', '1KiB', '1Kb', '1K', '0x10', '1e', '1.2.3', '1mm'].filter(isQuantity), []);
});

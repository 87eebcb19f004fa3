import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Spec, Validation } from '@cyclonedx/cyclonedx-library';
import { architectures } from '../architecture.ts';
import { packagesFor, readBaseLock } from '../debian/base-lock.ts';
import { readRuntimeLock } from '../runtime/runtime-lock.ts';
import { sbomOf } from './sbom.ts';

const folder = fileURLToPath(new URL('../..', import.meta.url));
const base = readBaseLock(folder);
const runtime = readRuntimeLock(folder);
const facts = { version: '1.2.3', created: base.released, suite: base.suite, source: 'https://git.example/platform' };
const packages = [
  { name: '@scope/a', version: '1.0.0', license: 'MIT', licenseText: '' },
  { name: 'b', version: '2.0.0-rc.1', license: '(MIT OR Apache-2.0)', licenseText: '' },
  { name: 'c', version: '0.0.1', license: '', licenseText: '' },
];
const validator = new Validation.JsonStrictValidator(Spec.Version.v1dot6);

for (const architecture of architectures) {
  const text = sbomOf({ architecture, facts, base, runtime, packages });
  const { components, dependencies } = JSON.parse(text) as {
    components: readonly { 'bom-ref': string; name: string; version: string }[];
    dependencies: readonly { ref: string; dependsOn: readonly string[] }[];
  };

  test(`the bill of materials for ${architecture} follows the schema of CycloneDX 1.6`, async () => {
    assert.equal(await validator.validate(text), null);
  });

  test(`the bill for ${architecture} lists program, npm packages, Node, what is in Node, and Debian's packages`, () => {
    const names = components.map(({ name, version }) => `${name} ${version}`);
    assert.deepEqual(names, [
      'mysql-operator 1.2.3',
      '@scope/a 1.0.0',
      'b 2.0.0-rc.1',
      'c 0.0.1',
      `node ${runtime.version}`,
      ...Object.entries(runtime.vendored).map(([name, version]) => `${name} ${version}`),
      ...packagesFor(base, architecture).map(({ name, version }) => `${name} ${version}`),
    ]);
  });

  test(`everything that something in the bill for ${architecture} depends on is listed`, () => {
    const known = new Set(components.map((each) => each['bom-ref']));
    const named = dependencies.flatMap(({ dependsOn }) => dependsOn);
    assert.deepEqual(
      named.filter((ref) => !known.has(ref)),
      [],
    );
    assert.equal(new Set(named).size, components.length, 'each part is there for a reason');
  });
}

test('equal materials make an equal bill with an equal serial number, others another one', () => {
  const bill = (version: string) =>
    sbomOf({ architecture: 'amd64', facts: { ...facts, version }, base, runtime, packages });
  const serial = (text: string): string => (JSON.parse(text) as { serialNumber: string }).serialNumber;
  assert.equal(bill('1'), bill('1'));
  assert.match(serial(bill('1')), /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  assert.notEqual(serial(bill('1')), serial(bill('2')));
});

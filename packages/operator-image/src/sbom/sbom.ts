import { hash } from 'node:crypto';
import type { Architecture } from '../architecture.ts';
import type { BundledPackage } from '../bundle/bundled-packages.ts';
import { type BaseLock, type LockedPackage, packagesFor } from '../debian/base-lock.ts';
import { canonicalJson } from '../oci/canonical-json.ts';
import type { ImageFacts } from '../oci/image-documents.ts';
import type { RuntimeLock } from '../runtime/runtime-lock.ts';

/** What a bill of materials is made from. */
export interface Materials {
  readonly architecture: Architecture;
  readonly facts: ImageFacts;
  readonly base: BaseLock;
  readonly runtime: RuntimeLock;
  readonly packages: readonly BundledPackage[];
}

/** A part of the bill, in the words of CycloneDX 1.6. */
interface Component {
  readonly type: 'application' | 'library' | 'platform';
  readonly 'bom-ref': string;
  readonly name: string;
  readonly version: string;
  readonly purl?: string;
  readonly cpe?: string;
  readonly hashes?: readonly { readonly alg: 'SHA-256'; readonly content: string }[];
  readonly licenses?: readonly ({ readonly expression: string } | { readonly license: { readonly name: string } })[];
  readonly properties?: readonly { readonly name: string; readonly value: string }[];
}

/** Encoded as package URLs want it: everything but the unreserved characters, with `:` and `/` kept where they part. */
const encoded = (text: string): string => encodeURIComponent(text).replaceAll('%3A', ':');

const debianComponent = ({ name, version, architecture, sha256, pool }: LockedPackage, suite: string): Component => {
  const purl = `pkg:deb/debian/${encoded(name)}@${encoded(version)}?arch=${architecture}&distro=${suite}`;
  return {
    type: 'library',
    'bom-ref': purl,
    name,
    version,
    purl,
    hashes: [{ alg: 'SHA-256', content: sha256 }],
    properties: [{ name: 'debian:pool', value: pool }],
  };
};

const nodeComponent = ({ version, packages }: RuntimeLock, architecture: Architecture): Component => ({
  type: 'platform',
  'bom-ref': `node@${version}`,
  name: 'node',
  version,
  purl: `pkg:generic/node@${version}`,
  cpe: `cpe:2.3:a:nodejs:node.js:${version}:*:*:*:*:*:*:*`,
  hashes: [{ alg: 'SHA-256', content: packages[architecture].sha256 }],
});

/** What is compiled into the Node program. */
const vendoredComponents = ({ version, vendored }: RuntimeLock): readonly Component[] =>
  Object.entries(vendored).map(([name, vendoredVersion]) => ({
    type: 'library',
    'bom-ref': `node@${version}/${name}@${vendoredVersion}`,
    name,
    version: vendoredVersion,
    purl: `pkg:generic/${encoded(name)}@${encoded(vendoredVersion)}`,
  }));

/** An SPDX expression, or whatever else the package calls its licence. */
const licenses = (license: string): NonNullable<Component['licenses']> =>
  /^(?:\(?[\w.+-]+\)?(?: (?:AND|OR|WITH) |$))+$/.test(license)
    ? [{ expression: license }]
    : [{ license: { name: license } }];

const npmComponent = ({ name, version, license }: BundledPackage): Component => {
  const purl = `pkg:npm/${name.split('/').map(encodeURIComponent).join('/')}@${encoded(version)}`;
  return {
    type: 'library',
    'bom-ref': purl,
    name,
    version,
    purl,
    ...(license === '' ? {} : { licenses: licenses(license) }),
  };
};

/** A UUID that follows from a text, of version 8: made by a rule of one's own (RFC 9562). */
const uuidOf = (text: string): string => {
  const digits = hash('sha256', text);
  const variant = ((Number.parseInt(digits[16] ?? '0', 16) & 0x3) | 0x8).toString(16);
  return [
    digits.slice(0, 8),
    digits.slice(8, 12),
    `8${digits.slice(13, 16)}`,
    variant + digits.slice(17, 20),
    digits.slice(20, 32),
  ].join('-');
};

/**
 * The bill of materials of one architecture's image, CycloneDX 1.6 as JSON: the program, the npm packages that it holds
 * code of, Node and what Node is made of, and the packages of Debian. Nothing that is not in the image.
 */
export const sbomOf = ({ architecture, facts, base, runtime, packages }: Materials): string => {
  const name = 'mysql-operator';
  const app = `${name}@${facts.version}`;
  const node = nodeComponent(runtime, architecture);
  const vendored = vendoredComponents(runtime);
  const npm = packages.map(npmComponent);
  const debian = packagesFor(base, architecture).map((each) => debianComponent(each, base.suite));
  const refs = (components: readonly Component[]): readonly string[] => components.map((each) => each['bom-ref']);
  const document = {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: {
      timestamp: facts.created,
      component: {
        type: 'container',
        'bom-ref': 'image',
        name,
        version: facts.version,
        licenses: [{ license: { id: 'Apache-2.0' } }],
        properties: [{ name: 'oci:platform', value: `linux/${architecture}` }],
      },
    },
    components: [
      { type: 'application', 'bom-ref': app, name, version: facts.version },
      ...npm,
      node,
      ...vendored,
      ...debian,
    ],
    dependencies: [
      { ref: 'image', dependsOn: [app, node['bom-ref'], ...refs(debian)] },
      { ref: app, dependsOn: refs(npm) },
      { ref: node['bom-ref'], dependsOn: refs(vendored) },
    ],
  };
  return `${canonicalJson({ ...document, serialNumber: `urn:uuid:${uuidOf(canonicalJson(document))}` })}\n`;
};

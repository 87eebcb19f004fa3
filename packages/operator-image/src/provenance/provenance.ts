import type { BundledPackage } from '../bundle/bundled-packages.ts';
import type { BaseLock } from '../debian/base-lock.ts';
import { canonicalJson } from '../oci/canonical-json.ts';
import type { RuntimeLock } from '../runtime/runtime-lock.ts';

/** Where the sources of a build were. Not in the image: a commit that pins the digest could never be in what it pins. */
export interface SourceState {
  /** Full commit id; undefined outside of a Git checkout. */
  readonly commit: string | undefined;
  /** Whether files differed from the commit. */
  readonly modified: boolean;
  /** URL of the repository. */
  readonly repository: string;
}

export interface ProvenanceRequest {
  /** The reference without tag or digest: `ghcr.io/acme/mysql-operator`. */
  readonly name: string;
  /** `sha256:…` of the index. */
  readonly digest: string;
  readonly source: SourceState;
  readonly base: BaseLock;
  readonly runtime: RuntimeLock;
  readonly packages: readonly BundledPackage[];
}

interface Resource {
  readonly uri?: string;
  readonly name?: string;
  readonly digest?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string | boolean>>;
}

/** An npm integrity, base64 behind the algorithm, as in-toto wants it. */
const fromIntegrity = (integrity: string): Readonly<Record<string, string>> => ({
  sha512: Buffer.from(integrity.replace(/^sha512-/, ''), 'base64').toString('hex'),
});

const dependencies = ({ source, base, runtime, packages }: ProvenanceRequest): readonly Resource[] => [
  {
    uri: `git+${source.repository}`,
    ...(source.commit === undefined ? {} : { digest: { gitCommit: source.commit } }),
    annotations: { modified: source.modified },
  },
  ...base.packages.map(({ name, version, architecture, sha256 }) => ({
    uri: `pkg:deb/debian/${encodeURIComponent(name)}@${encodeURIComponent(version)}?arch=${architecture}`,
    digest: { sha256 },
  })),
  ...Object.values(runtime.packages).map(({ package: name, integrity }) => ({
    uri: `pkg:npm/${name}@${runtime.version}`,
    digest: fromIntegrity(integrity),
  })),
  ...packages.map(({ name, version }) => ({
    uri: `pkg:npm/${encodeURIComponent(name).replaceAll('%2F', '/')}@${version}`,
  })),
];

/**
 * An in-toto Statement v1 with a SLSA provenance v1 predicate: what the image was made of, and how. A build on any machine
 * says no more than SLSA level 1; what makes it worth something is that anybody can build the same bytes.
 */
export const provenanceOf = (request: ProvenanceRequest): string =>
  `${canonicalJson({
    _type: 'https://in-toto.io/Statement/v1',
    subject: [{ name: request.name, digest: { sha256: request.digest.replace(/^sha256:/, '') } }],
    predicateType: 'https://slsa.dev/provenance/v1',
    predicate: {
      buildDefinition: {
        buildType: `${request.source.repository.replace(/\.git$/, '')}/tree/main/packages/operator-image`,
        externalParameters: { target: 'image' },
        resolvedDependencies: dependencies(request),
      },
      runDetails: {
        builder: { id: `${request.source.repository.replace(/\.git$/, '')}/tree/main/packages/operator-image` },
      },
    },
  })}\n`;

/** The machines that an image is built for, as OCI names them. */
export const architectures = ['amd64', 'arm64'] as const;

export type Architecture = (typeof architectures)[number];

/** What other worlds call them. */
export const nodeArchitecture: Readonly<Record<Architecture, string>> = { amd64: 'x64', arm64: 'arm64' };
export const multiarchFolder: Readonly<Record<Architecture, string>> = {
  amd64: 'x86_64-linux-gnu',
  arm64: 'aarch64-linux-gnu',
};

/** The architecture of this machine; undefined when no image is built for it. */
export const hostArchitecture = (): Architecture | undefined =>
  architectures.find((architecture) => nodeArchitecture[architecture] === process.arch);

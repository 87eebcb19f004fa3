/** A library that is only compared with is not installed. */
export class PeerMissingError extends Error {
  readonly code = 'PEER_MISSING';
  readonly peer: string;
  constructor(peer: string) {
    super(`${peer} is missing: run npm ci in tools/benchmark`);
    this.peer = peer;
  }
}

/**
 * Imports a library that is compared with. Its name is no literal here, so that the rest of the repository is type
 * checked without it.
 */
export const loadPeer = async <Module>(name: string): Promise<Module> => {
  try {
    return (await import(name)) as Module;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_MODULE_NOT_FOUND') throw new PeerMissingError(name);
    throw error;
  }
};

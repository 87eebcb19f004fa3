import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Debian's folder, then that of everybody else. */
const folders = ['/usr/lib/cni', '/opt/cni/bin', '/usr/libexec/cni'];

/** The folder with the CNI plugins of this machine. */
export const networkPlugins = (): string | undefined => folders.find((folder) => existsSync(join(folder, 'bridge')));

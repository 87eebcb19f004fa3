import { run } from '@wildermesser/exec';
import type { ClusterNode } from '../cluster.ts';
import { importArchive } from '../images/import-archive.ts';
import { nodeName } from '../services/network.ts';

/** The node of the cluster in this folder, whose namespaces are those of the process `init`. */
export const clusterNode = (folder: string, init: number): ClusterNode => ({
  name: nodeName,
  importImage: (archive, ...names) => importArchive(folder, archive, names),
  run: (command, args, options) => run('nsenter', ['--target', String(init), '--net', '--', command, ...args], options),
});

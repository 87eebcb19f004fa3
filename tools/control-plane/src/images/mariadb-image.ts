import { join } from 'node:path';
import { run } from '@wildermesser/exec';
import { type Image, imageSource } from './image.ts';
import { writeImage } from './write-image.ts';

const suite = 'bookworm';
const name = 'platform.test/mariadb:10.11';
const customize = imageSource('mariadb/customize');
const makingSeconds = 600;

/** The server, the clients under MariaDB's and MySQL's names, and what a shell script of a Job calls. */
const packages: readonly string[] = [
  'mariadb-server-core',
  'mariadb-client',
  'mariadb-backup',
  'base-files',
  'bash',
  'coreutils',
  'dash',
  'findutils',
  'gawk',
  'grep',
  'gzip',
  'hostname',
  'libc-bin',
  'procps',
  'sed',
  'tar',
  'util-linux',
];

/** MariaDB from Debian, started by variables as the official images are. Its packages are unpacked, not configured. */
export const mariadbImage: Image = {
  name,
  sources: [customize, imageSource('mariadb/entrypoint')],
  needs: { mmdebstrap: 'mmdebstrap' },
  make: async (folder) => {
    await run(
      'mmdebstrap',
      [
        '--quiet',
        '--variant=extract',
        '--hook-dir=/usr/share/mmdebstrap/hooks/merged-usr',
        `--include=${packages.join(',')}`,
        `--extract-hook=${customize}`,
        suite,
        join(folder, 'layer.tar'),
      ],
      { timeoutSeconds: makingSeconds },
    );
    await writeImage(folder, name, {
      Entrypoint: ['docker-entrypoint.sh'],
      Cmd: ['mariadbd'],
      Env: ['PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'],
      ExposedPorts: { '3306/tcp': {} },
    });
  },
};

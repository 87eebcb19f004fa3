import type { Snapshot } from '../observe/index.ts';

/** Every value of a snapshot that must never be told: passwords, and lines of them. */
export const secretsIn = ({ mysql, password, children }: Snapshot): readonly string[] => [
  mysql.spec.password,
  ...('value' in password ? [password.value] : []),
  ...Object.values(children.secret?.data ?? {}).flatMap((value) =>
    Buffer.from(`${value}`, 'base64').toString().split('\n'),
  ),
];

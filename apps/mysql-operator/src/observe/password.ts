import type { StoredMySQL } from '../resource/index.ts';
import type { StoredSecret, WantedPassword } from './snapshot.ts';

/** The longest that MySQL takes, in bytes. */
const longest = 256;

const decode = (value: string): string | undefined => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(value, 'base64'));
  } catch {
    return undefined;
  }
};

const invalid = (message: string): WantedPassword => ({ missing: 'PasswordInvalid', message });

/** Which password a MySQL asks for. `secret` is the one that its `password_secret` names. No message holds a value. */
export const wantedPassword = ({ spec }: StoredMySQL, secret: StoredSecret | undefined): WantedPassword => {
  const reference = spec.password_secret;
  if (reference === undefined) return usable(spec.password, 'spec.password');
  const key = reference.key ?? 'password';
  if (secret === undefined)
    return { missing: 'SecretMissing', message: `the Secret ${reference.name} of password_secret does not exist` };
  const encoded = secret.data?.[key];
  if (encoded === undefined)
    return { missing: 'SecretMissing', message: `the Secret ${reference.name} has no key ${key}` };
  return usable(decode(encoded), `${key} of the Secret ${reference.name}`);
};

const usable = (value: string | undefined, where: string): WantedPassword => {
  if (value === undefined) return invalid(`${where} is not UTF-8`);
  if (value === '') return invalid(`${where} is empty`);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  if (/[\u0000\r\n]/.test(value))
    return invalid(
      `${where} has a line break or a zero character; was the Secret made from a file that ends with a line?`,
    );
  const bytes = Buffer.byteLength(value);
  return bytes > longest ? invalid(`${where} has ${bytes} bytes, and ${longest} are the most`) : { value };
};

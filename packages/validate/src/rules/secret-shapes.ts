import { remembered } from '@wildermesser/manifest';

/** A form of text that is a credential wherever it stands. */
export interface SecretShape {
  /** Completes "looks like …". */
  readonly name: string;
  /** What every match contains: cheap to look for, so that most texts are passed over by one search for all hints. */
  readonly hint: RegExp;
  readonly pattern: RegExp;
}

/** Credentials that their issuers made recognisable. */
export const secretShapes: readonly SecretShape[] = [
  { name: 'a private key', hint: /PRIVATE KEY/, pattern: /-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----/ },
  { name: 'an age private key', hint: /AGE-SECRET-KEY-/, pattern: /AGE-SECRET-KEY-1[0-9A-Z]{58}/ },
  { name: 'an AWS access key', hint: /A(?:KIA|SIA)/, pattern: /\b(?:AKIA|ASIA)[A-Z2-7]{16}\b/ },
  { name: 'a GitHub token', hint: /gh[pousr]_/, pattern: /\bgh[pousr]_[A-Za-z0-9]{36,}\b/ },
  { name: 'a GitHub token', hint: /github_pat_/, pattern: /\bgithub_pat_[A-Za-z0-9]{22}_[A-Za-z0-9]{59}\b/ },
  { name: 'a GitLab token', hint: /glpat-/, pattern: /\bglpat-[\w-]{20,}/ },
  { name: 'a Slack token', hint: /xox/, pattern: /\bxox[abeoprs]-[A-Za-z0-9-]{10,}/ },
  {
    name: 'a Slack webhook',
    hint: /hooks\.slack\.com/,
    pattern: /hooks\.slack\.com\/(?:services|workflows|triggers)\/[A-Za-z0-9]+\/[A-Za-z0-9]+\/[A-Za-z0-9]+/,
  },
  { name: 'a JSON web token', hint: /eyJ/, pattern: /\beyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]{8,}/ },
  { name: 'a Google service account key', hint: /"private_key/, pattern: /"private_key(?:_id)?"\s*:\s*"[^"]{8,}"/ },
  { name: 'a Google API key', hint: /AIza/, pattern: /\bAIza[\w-]{35}\b/ },
  { name: 'a Stripe key', hint: /_live_/, pattern: /\b[rs]k_live_[A-Za-z0-9]{16,}/ },
  { name: 'an npm token', hint: /npm_/, pattern: /\bnpm_[A-Za-z0-9]{36}\b/ },
  { name: 'a Docker Hub token', hint: /dckr_pat_/, pattern: /\bdckr_pat_[\w-]{20,}/ },
  { name: 'a Vault token', hint: /hvs\./, pattern: /\bhvs\.[\w-]{24,}/ },
  { name: 'an API key', hint: /sk-/, pattern: /\bsk-(?:proj-|ant-)?[A-Za-z0-9_-]{32,}/ },
  { name: 'a SendGrid key', hint: /SG\./, pattern: /\bSG\.[\w-]{22}\.[\w-]{43}\b/ },
  {
    name: 'a URL with a password',
    // Most URLs name no user, and so have no second colon.
    hint: /:\/\/[^\s:/?#@"'<]{0,200}:/,
    // A password that is a reference to something else is none: $(VAR), ${VAR}, {{ … }}, <password>, ***.
    pattern:
      /\b[a-z][a-z0-9+.-]{0,20}:\/\/[^\s:/?#@"'<]{0,200}:(?!\$[({]|\{\{|<|\*+@|%[sv]@)[^\s:/?#@"']{1,200}@[^\s"']/i,
  },
];

const suspectKey =
  /(?:pass(?:word|wd|phrase)?|pwd|secret|token|credentials?|api[-_.]?key|access[-_.]?key|private[-_.]?key)s?$/i;
/** Keys that name where a secret is, or what it is called, not the secret. */
const innocentKey = /(?:file|path|dir|name|ref|url|key_?id|ttl|length|enabled|type|audience|issuer)s?$/i;

const anyHint = new RegExp(secretShapes.map(({ hint }) => hint.source).join('|'));

/** Every key that `namesSecret` takes has one of these words. */
const secretWord = /pass|pwd|secret|token|credential|key/i;

/** Whether `text` may be or contain a key that names a secret. */
export const mayNameSecret = (text: string): boolean => secretWord.test(text);

/** Whether what a key holds should be a secret: `DB_PASSWORD`, `api-key`; not `PASSWORD_FILE`. */
export const namesSecret = (key: string): boolean => suspectKey.test(key) && !innocentKey.test(key);

/** As `namesSecret`, remembered: for keys of objects and variables, not for pieces of a text, which would keep it. */
export const knownToNameSecret = remembered(10_000, namesSecret);

/** The length of the shortest token above, one of Slack. Only a URL may be shorter. */
const shortestToken = 15;

/** The credential that `text` contains, by its form. */
export const secretShapeIn = (text: string): SecretShape | undefined => {
  if (text.length < shortestToken && !text.includes('://')) return undefined;
  return anyHint.test(text)
    ? secretShapes.find(({ hint, pattern }) => hint.test(text) && pattern.test(text))
    : undefined;
};

/** Bits of information in a character, by how often each occurs. */
const entropy = (text: string): number => {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / text.length) * Math.log2(count / text.length);
  return bits;
};

/** Whether `value`, under a key that names a secret, is one: not a word, a path, a reference or a placeholder. */
export const looksRandom = (value: string): boolean => {
  const text = value.trim();
  if (text.length < 8 || /\s/.test(text) || /^(?:\$[({]|\{\{|<|\/|https?:\/\/)/.test(text)) return false;
  const kinds = [/[a-z]/, /[A-Z]/, /[0-9]/, /[^A-Za-z0-9]/].filter((kind) => kind.test(text)).length;
  if (/^[0-9a-f]{16,}$/i.test(text) || /^[A-Za-z0-9+/]{20,}={0,2}$/.test(text)) return entropy(text) > 2.8;
  return (kinds >= 3 || (kinds === 2 && /[0-9]/.test(text))) && entropy(text) > 2.5;
};

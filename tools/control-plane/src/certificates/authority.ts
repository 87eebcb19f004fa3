import 'reflect-metadata';
import { webcrypto } from 'node:crypto';
import { isIP } from 'node:net';
import {
  BasicConstraintsExtension,
  cryptoProvider,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  type Extension,
  KeyUsageFlags,
  KeyUsagesExtension,
  Name,
  PemConverter,
  SubjectAlternativeNameExtension,
  X509CertificateGenerator,
} from '@peculiar/x509';

cryptoProvider.set(webcrypto);

/** A certificate with its key, both as PEM text. */
export interface Identity {
  readonly certificate: string;
  readonly key: string;
}

/** Whom a certificate is for. */
export interface Subject {
  /** The user name, to Kubernetes. */
  readonly name: string;
  /** The groups, to Kubernetes. */
  readonly groups?: readonly string[];
  /** Names and addresses under which it serves; a client has none. */
  readonly hosts?: readonly string[];
}

/** Signs certificates for one cluster. */
export interface Authority extends Identity {
  readonly issue: (subject: Subject) => Promise<Identity>;
}

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const validDays = 365;

const newKeys = (): Promise<webcrypto.CryptoKeyPair> =>
  webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']) as Promise<webcrypto.CryptoKeyPair>;

const pem = async (format: 'pkcs8' | 'spki', key: webcrypto.CryptoKey): Promise<string> =>
  PemConverter.encode(await webcrypto.subtle.exportKey(format, key), format === 'pkcs8' ? 'PRIVATE KEY' : 'PUBLIC KEY');

/** From a minute ago, so that a clock that lags is no trouble. */
const validity = (): { notBefore: Date; notAfter: Date } => {
  const now = Date.now();
  return { notBefore: new Date(now - 60_000), notAfter: new Date(now + validDays * 86_400_000) };
};

/** Plain strings would be parsed: quotation marks and a leading `#` mean something there. */
const distinguishedName = ({ name, groups = [] }: Subject): Name =>
  new Name([...groups.map((group) => ({ O: [{ utf8String: group }] })), { CN: [{ utf8String: name }] }]);

const leafExtensions = ({ hosts = [] }: Subject): Extension[] => [
  new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
  new ExtendedKeyUsageExtension([hosts.length > 0 ? ExtendedKeyUsage.serverAuth : ExtendedKeyUsage.clientAuth]),
  ...(hosts.length > 0
    ? [new SubjectAlternativeNameExtension(hosts.map((value) => ({ type: isIP(value) ? 'ip' : 'dns', value })))]
    : []),
];

/** A new authority that nothing else trusts; its keys are ECDSA P-256, and it is valid for a year. */
export const createAuthority = async (name: string): Promise<Authority> => {
  const keys = await newKeys();
  const root = await X509CertificateGenerator.createSelfSigned({
    name: distinguishedName({ name }),
    keys,
    signingAlgorithm: algorithm,
    ...validity(),
    extensions: [
      new BasicConstraintsExtension(true, undefined, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign | KeyUsageFlags.digitalSignature, true),
    ],
  });
  const issue = async (subject: Subject): Promise<Identity> => {
    const own = await newKeys();
    const certificate = await X509CertificateGenerator.create({
      subject: distinguishedName(subject),
      issuer: root.subjectName,
      publicKey: own.publicKey,
      signingKey: keys.privateKey,
      signingAlgorithm: algorithm,
      ...validity(),
      extensions: leafExtensions(subject),
    });
    return { certificate: certificate.toString('pem'), key: await pem('pkcs8', own.privateKey) };
  };
  return { certificate: root.toString('pem'), key: await pem('pkcs8', keys.privateKey), issue };
};

/** A pair that signs and checks the tokens of ServiceAccounts, as PEM text. */
export const createSigningKeys = async (): Promise<{ readonly privateKey: string; readonly publicKey: string }> => {
  const keys = await newKeys();
  return { privateKey: await pem('pkcs8', keys.privateKey), publicKey: await pem('spki', keys.publicKey) };
};

import { createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import { ImageError } from '../image-error.ts';
import { canonicalJson } from '../oci/canonical-json.ts';

const payloadType = 'application/vnd.in-toto+json';

/** What is signed: the type and the payload, with their lengths (DSSE 1.0.0, pre-authentication encoding). */
const encode = (payload: string): Buffer =>
  Buffer.from(`DSSEv1 ${payloadType.length} ${payloadType} ${Buffer.byteLength(payload)} ${payload}`);

const checkCurve = (key: KeyObject): KeyObject => {
  if (key.asymmetricKeyType === 'ec' && key.asymmetricKeyDetails?.namedCurve === 'prime256v1') return key;
  throw new ImageError(
    'FORMAT',
    'the key is none of the curve P-256',
    'make one: openssl ecparam -name prime256v1 -genkey -noout',
  );
};

const readKey = (read: () => KeyObject): KeyObject => {
  try {
    return checkCurve(read());
  } catch (error) {
    if (error instanceof ImageError) throw error;
    // The system's message may quote the key.
    throw new ImageError('FORMAT', 'the key file holds no key in PEM format', 'give an unencrypted P-256 key');
  }
};

/** A statement in a DSSE envelope, signed with ECDSA over P-256 and SHA-256. The signature differs each time. */
export const signStatement = (statement: string, privateKeyPem: string): string => {
  const key = readKey(() => createPrivateKey(privateKeyPem));
  const signature = sign('sha256', encode(statement), key).toString('base64');
  return `${canonicalJson({ payloadType, payload: Buffer.from(statement).toString('base64'), signatures: [{ sig: signature }] })}\n`;
};

/** The statement of an envelope; undefined when no signature of it is by this key. */
export const verifyEnvelope = (envelope: string, publicKeyPem: string): string | undefined => {
  const key = readKey(() => createPublicKey(publicKeyPem));
  const { payload, signatures } = JSON.parse(envelope) as { payload: string; signatures: readonly { sig: string }[] };
  const statement = Buffer.from(payload, 'base64').toString();
  const valid = signatures.some(({ sig }) => verify('sha256', encode(statement), key, Buffer.from(sig, 'base64')));
  return valid ? statement : undefined;
};

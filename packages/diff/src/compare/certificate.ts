import { X509Certificate } from 'node:crypto';

const begin = '-----BEGIN CERTIFICATE-----';

/** What a reviewer wants to know of a certificate: whose it is, for which names, until when. Nothing of it is secret. */
const factsOf = (text: string): string | undefined => {
  const start = text.indexOf(begin);
  if (start === -1) return undefined;
  try {
    const { subject, subjectAltName = '', validTo } = new X509Certificate(text.slice(start));
    const names = subjectAltName.replaceAll('DNS:', '');
    const until = new Date(validTo).toISOString().slice(0, 10);
    const whose = (subject ?? '').split('\n').reverse().join(', ') || 'no subject';
    return `${whose}${names === '' ? '' : ` for ${names}`}, valid until ${until}`;
  } catch {
    return undefined;
  }
};

/** The certificates before and after in words; undefined when neither text holds one. */
export const certificateNote = (before: string | undefined, after: string | undefined): string | undefined => {
  const [old, now] = [before, after].map((text) => (text === undefined ? undefined : factsOf(text)));
  if (old === undefined && now === undefined) return undefined;
  if (old === now) return `a certificate for the same: ${now}`;
  return `certificate: ${old ?? 'none'} → ${now ?? 'none'}`;
};

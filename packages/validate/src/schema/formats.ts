/** Says whether a text has a format. */
export type Format = (text: string) => boolean;

const octet = '(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)';
const ipv4 = new RegExp(`^${octet}(?:\\.${octet}){3}$`);

const isIpv6 = (text: string): boolean => {
  const halves = text.split('::');
  if (halves.length > 2 || !/^[\da-fA-F:.]+$/.test(text)) return false;
  const groups = halves.flatMap((half) => (half === '' ? [] : half.split(':')));
  const tail = groups.at(-1) ?? '';
  const isMapped = ipv4.test(tail);
  const words = isMapped ? groups.slice(0, -1) : groups;
  if (!words.every((group) => /^[\da-fA-F]{1,4}$/.test(group))) return false;
  const count = words.length + (isMapped ? 2 : 0);
  return halves.length === 2 ? count < 8 : count === 8;
};

const isCidr = (text: string): boolean => {
  const [address = '', bits = '', ...rest] = text.split('/');
  if (rest.length > 0 || !/^\d{1,3}$/.test(bits)) return false;
  return (ipv4.test(address) && Number(bits) <= 32) || (isIpv6(address) && Number(bits) <= 128);
};

const isDate = (text: string): boolean => {
  const [year = 0, month = 0, day = 0] = (/^(\d{4})-(\d\d)-(\d\d)$/.exec(text) ?? []).slice(1).map(Number);
  return month >= 1 && month <= 12 && day >= 1 && day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
};

/** RFC 3339: seconds and a zone are part of it. */
const isDateTime = (text: string): boolean => {
  const match = /^(\d{4}-\d\d-\d\d)[Tt](\d\d):(\d\d):(\d\d)(?:\.\d+)?(?:[Zz]|[+-](\d\d):(\d\d))$/.exec(text);
  if (match === null) return false;
  const [, date = '', hour, minute, second, zoneHour = 0, zoneMinute = 0] = match;
  return (
    isDate(date) &&
    Number(hour) < 24 &&
    Number(minute) < 60 &&
    Number(second) < 60 &&
    Number(zoneHour) < 24 &&
    Number(zoneMinute) < 60
  );
};

/** Standard base64 with padding; the decoder of Go skips line breaks. */
const isBase64 = (text: string): boolean => {
  const plain = text.includes('\n') || text.includes('\r') ? text.replace(/[\r\n]/g, '') : text;
  return plain.length % 4 === 0 && /^[A-Za-z\d+/]*={0,2}$/.test(plain);
};

/** A decimal number with at most one suffix, as `resource.Quantity` reads it. */
export const isQuantity: Format = (text) =>
  /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[numkMGTPE]|[KMGTPE]i|[eE][+-]?\d+)?$/.test(text);

/** The formats that are checked, with how a message names what they describe. Any other says nothing. */
export const formats: Readonly<Record<string, readonly [Format, string]>> = {
  byte: [isBase64, 'base64'],
  cidr: [isCidr, 'a network like 10.0.0.0/8'],
  date: [isDate, 'a date like 2024-01-31'],
  'date-time': [isDateTime, 'a time like 2024-01-31T12:00:00Z'],
  ipv4: [(text) => ipv4.test(text), 'an IPv4 address'],
  ipv6: [isIpv6, 'an IPv6 address'],
};

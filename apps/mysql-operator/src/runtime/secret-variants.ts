/** What replaces a secret. */
export const mask = '***';

const jsonEscaped = (text: string): string => JSON.stringify(text).slice(1, -1);

const percentEncoded = (text: string): string[] => {
  // Lone surrogates cannot be encoded, and so are in no URL.
  if (!text.isWellFormed()) return [];
  const encoded = encodeURIComponent(text);
  const strict = encoded.replace(/[!'()*]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`);
  const form = new URLSearchParams([['', text]]).toString().slice(1);
  return [encoded, strict, form];
};

// Of shorter pieces too many innocent texts have one.
const shortestPiece = 8;

/** How base64 of something that contains the text looks where the text is: it depends on how many bytes come before. */
const base64Pieces = (text: string): string[] => {
  const bytes = Buffer.from(text, 'utf8');
  return [0, 1, 2]
    .map((before) =>
      Buffer.concat([Buffer.alloc(before), bytes])
        .toString('base64')
        // Without the characters that also hold bits of what comes before or after.
        .slice(Math.ceil((before * 8) / 6), Math.floor(((before + bytes.length) * 8) / 6)),
    )
    .filter((piece) => piece.length >= shortestPiece);
};

/** The forms in which a value may come along: quoted for JSON, URLs, shells and SQL, and in base64. */
export const secretVariants = (value: string): ReadonlySet<string> => {
  const base64 = [Buffer.from(value, 'utf8').toString('base64'), ...base64Pieces(value)];
  return new Set([
    value,
    jsonEscaped(value),
    jsonEscaped(jsonEscaped(value)),
    ...percentEncoded(value),
    value.replaceAll("'", "'\\''"),
    value.replaceAll('\\', '\\\\').replaceAll("'", "\\'"),
    value.replaceAll("'", "''"),
    ...base64,
    ...base64.map((text) => text.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')),
  ]);
};

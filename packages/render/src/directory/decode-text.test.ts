import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodeText } from './decode-text.ts';

test('the byte order mark tells the encoding and is no part of the text', () => {
  const cases: [bytes: Buffer, text: string][] = [
    [Buffer.from('ä: b'), 'ä: b'],
    [Buffer.from('\ufeffä: b'), 'ä: b'],
    [Buffer.from('\ufeffä: b', 'utf16le'), 'ä: b'],
    [Buffer.from('\ufeffä: b', 'utf16le').swap16(), 'ä: b'],
    [Buffer.from(''), ''],
  ];
  for (const [bytes, text] of cases) assert.equal(decodeText(bytes), text);
});

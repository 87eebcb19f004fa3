import assert from 'node:assert/strict';
import { test } from 'node:test';
import { certificateNote } from './certificate.ts';

/** Made for this test; the keys were thrown away. */
const old = `-----BEGIN CERTIFICATE-----
MIIBzjCCAXSgAwIBAgIUfp/3/5CZ5maQP3r9nYwGDUh4PYMwCgYIKoZIzj0EAwIw
KDEQMA4GA1UECgwHRXhhbXBsZTEUMBIGA1UEAwwLZXhhbXBsZS5jb20wHhcNMjYx
MTI4MTgyMTIxWhcNMzYxMTI1MTgyMTIxWjAoMRAwDgYDVQQKDAdFeGFtcGxlMRQw
EgYDVQQDDAtleGFtcGxlLmNvbTBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABJz5
W8eNoZcAYHm2z4IlKIR7mCUgigbfza6bq5Y0hiLoYl7mRGvUVDyYlM0xUS++u9gf
GIwQElr0ZuKe6HGFSO6jfDB6MB0GA1UdDgQWBBSQjoNXkVymuZVgUVfeZzW+2R5G
vzAfBgNVHSMEGDAWgBSQjoNXkVymuZVgUVfeZzW+2R5GvzAPBgNVHRMBAf8EBTAD
AQH/MCcGA1UdEQQgMB6CC2V4YW1wbGUuY29tgg93d3cuZXhhbXBsZS5jb20wCgYI
KoZIzj0EAwIDSAAwRQIhAN3dJ2wtudZl38vUUQphQnPwZ94i0HnFWNwVTg0T/WEP
AiAL7b93VGdtGmwpoMU4/MM0QzLPGJJ0Mg5JswwPIro34w==
-----END CERTIFICATE-----
`;
const renewed = `-----BEGIN CERTIFICATE-----
MIIBvDCCAWOgAwIBAgIUX4CBAXODFntayBYbBGGTT4ZLLXUwCgYIKoZIzj0EAwIw
KDEQMA4GA1UECgwHRXhhbXBsZTEUMBIGA1UEAwwLZXhhbXBsZS5jb20wHhcNMjYx
MTI4MTgyMTIxWhcNNDYxMTIzMTgyMTIxWjAoMRAwDgYDVQQKDAdFeGFtcGxlMRQw
EgYDVQQDDAtleGFtcGxlLmNvbTBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABIwq
VJ+Ri4OPkYjxBRKpuMibyg2mVaZYdSzcJE/UVq5eLkUv+RFonnTjvJC0/DgWnvN/
AsP9cFv8wKC2f2d8d22jazBpMB0GA1UdDgQWBBSfyXjm+AcMKRXqz2bbndWtIp2R
zDAfBgNVHSMEGDAWgBSfyXjm+AcMKRXqz2bbndWtIp2RzDAPBgNVHRMBAf8EBTAD
AQH/MBYGA1UdEQQPMA2CC2V4YW1wbGUuY29tMAoGCCqGSM49BAMCA0cAMEQCIH0r
p3dTX0tRHWndPnzcyUEUWSST7TS/UPnVve0zQlYuAiAo408uiY0Wyb7D+ippSNTo
o5E0XrDX2OZ5Ww7cIaDDhQ==
-----END CERTIFICATE-----
`;

test('a certificate is told by whose it is, for which names, and until when', () => {
  assert.equal(
    certificateNote(old, renewed),
    'certificate: CN=example.com, O=Example for example.com, www.example.com, valid until 2036-11-25 → ' +
      'CN=example.com, O=Example for example.com, valid until 2046-11-23',
  );
  assert.match(certificateNote(undefined, old) ?? '', /^certificate: none → CN=example\.com/);
});

test('what is no certificate has no facts', () => {
  assert.equal(certificateNote('a', 'b'), undefined);
  assert.equal(certificateNote('-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----', 'b'), undefined);
});

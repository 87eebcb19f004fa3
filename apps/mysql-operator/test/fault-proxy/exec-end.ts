const closeFrame = 8;
const errorChannel = 3;

/**
 * Reads what an API server sends on a WebSocket, from its first byte, and tells when the program behind it has ended: the error
 * channel spoke, or the socket is being closed.
 *
 * @returns takes the chunks; true from the one on that has the end
 */
export const execEnd = (): ((chunk: Buffer) => boolean) => {
  let rest: Buffer = Buffer.alloc(0);
  let head = true;
  return (chunk) => {
    rest = Buffer.concat([rest, chunk]);
    if (head) {
      const end = rest.indexOf('\r\n\r\n');
      if (end === -1) return false;
      rest = rest.subarray(end + 4);
      head = false;
    }
    // RFC 6455, 5.2; frames of a server are not masked.
    while (rest.length >= 2) {
      const short = (rest[1] ?? 0) & 0x7f;
      const start = short === 127 ? 10 : short === 126 ? 4 : 2;
      if (rest.length < start) return false;
      const length = short === 127 ? Number(rest.readBigUInt64BE(2)) : short === 126 ? rest.readUInt16BE(2) : short;
      if (rest.length < start + length) return false;
      if (((rest[0] ?? 0) & 0x0f) === closeFrame || rest[start] === errorChannel) return true;
      rest = rest.subarray(start + length);
    }
    return false;
  };
};

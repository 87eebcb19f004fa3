// @ts-check

/** Thrown when a generator would write something wrong, or over something. Nothing is written then. */
class RefusedError extends Error {
  code = 'generator-refused';

  /**
   * @param {string} message what is in the way, and what to do
   * @param {string} [file] where it is, from the root of the workspace
   * @param {number} [line] from 1
   */
  constructor(message, file, line) {
    const place = file === undefined ? '' : line === undefined ? `${file}: ` : `${file}:${line}: `;
    super(`${place}${message}`);
    this.name = 'RefusedError';
    this.file = file;
    this.line = line;
  }
}
exports.RefusedError = RefusedError;

/** What went wrong with an image, for programs. */
export type ImageErrorCode =
  | 'CHECKSUM'
  | 'CONFLICT'
  | 'FORMAT'
  | 'MISSING'
  | 'OUT_OF_DATE'
  | 'REGISTRY'
  | 'UNSUPPORTED';

/** A fault that somebody can mend: what it is, and what to do about it. Never carries a credential. */
export class ImageError extends Error {
  readonly code: ImageErrorCode;
  readonly advice: string | undefined;

  constructor(code: ImageErrorCode, message: string, advice?: string) {
    super(message);
    this.name = 'ImageError';
    this.code = code;
    this.advice = advice;
  }
}

/** Thrown at the first thing that is not of the subset; the whole stream is then left to the full reader. */
export const unusual = new Error('not in the subset');

/** Gives the stream up. */
export const bail = (): never => {
  throw unusual;
};

/** Spaces in front of a line. Other white space is text to YAML. */
export const indentOf = (line: string): number => {
  let indent = 0;
  while (line.charCodeAt(indent) === 0x20) indent++;
  return indent;
};

/** Whether a line has nothing but spaces. */
export const isSpaces = (line: string): boolean => indentOf(line) === line.length;

/** A text without the spaces behind it. */
export const trimEnd = (text: string): string => {
  let end = text.length;
  while (end > 0 && text.charCodeAt(end - 1) === 0x20) end--;
  return text.slice(0, end);
};

/** A text without the spaces around it. */
export const trimSpaces = (text: string): string => trimEnd(text.slice(indentOf(text)));

/** The lines of a stream and a position among them. A class, since everything that reads moves it. */
export class BlockLines {
  readonly lines: readonly string[];
  /** Spaces in front of each line; -1 for a blank line or a comment. */
  readonly indents: Int32Array;
  at = 0;

  constructor(text: string) {
    this.lines = text.split('\n');
    this.indents = new Int32Array(this.lines.length);
    // Counted in the whole text, whose characters are several times as quick to get at as those of its parts.
    for (let index = 0, start = 0; index < this.lines.length; index++) {
      let at = start;
      while (text.charCodeAt(at) === 0x20) at++;
      // Tabs are text, and nothing else; a percent sign at the left begins a directive.
      if (text.charCodeAt(at) === 0x09 || text.charCodeAt(start) === 0x25) bail();
      const end = start + (this.lines[index] ?? '').length;
      this.indents[index] = at === end || text.charCodeAt(at) === 0x23 ? -1 : at - start;
      start = end + 1;
    }
  }

  skipBlank(): void {
    while (this.at < this.lines.length && this.indents[this.at] === -1) this.at++;
  }

  /** Moves to the next line with content; its indent, -1 behind the last one and at the end of a document. */
  indent(): number {
    this.skipBlank();
    if (this.at >= this.lines.length || this.lines[this.at] === '---') return -1;
    return this.indents[this.at] ?? -1;
  }

  /** Whether the next line with content is indented further, as no line behind a whole scalar is. Does not move. */
  continues(indent: number): boolean {
    const { at } = this;
    const isFurther = this.indent() > indent;
    this.at = at;
    return isFurther;
  }
}

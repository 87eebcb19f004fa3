// The largest object is bounded by what etcd takes, about 1.5 MiB; far beyond that something else is on the line.
const longestLine = 64 * 2 ** 20;

/** Splits chunks of text into the JSON values of their lines. An unfinished last line is dropped. */
export async function* jsonLines(chunks: AsyncIterable<string>): AsyncGenerator<unknown> {
  let rest = '';
  for await (const chunk of chunks) {
    let start = 0;
    for (let end = chunk.indexOf('\n'); end !== -1; end = chunk.indexOf('\n', start)) {
      const line = rest + chunk.slice(start, end);
      rest = '';
      start = end + 1;
      if (line.trim() !== '') yield JSON.parse(line);
    }
    rest += chunk.slice(start);
    if (rest.length > longestLine) throw new RangeError('a line without an end');
  }
}

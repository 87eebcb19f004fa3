import assert from 'node:assert/strict';

/** One metric of the text that Prometheus reads, with the values of its series by their text. */
export interface Family {
  readonly type: string;
  readonly help: string;
  readonly samples: ReadonlyMap<string, number>;
}

const labels = /^\{(?:[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\\n]|\\[\\"n])*",?)+\}$/;

/** Reads the text format 0.0.4 strictly: whatever is not of it is an error. */
export const readExposition = (text: string): ReadonlyMap<string, Family> => {
  assert.ok(text.endsWith('\n'), 'the last line has no end');
  const families = new Map<string, { type: string; help: string; samples: Map<string, number> }>();
  let current = '';
  for (const line of text.split('\n').filter((each) => each !== '')) {
    const [, word, name = '', rest = ''] = /^# (HELP|TYPE) ([a-zA-Z_:][a-zA-Z0-9_:]*) (.+)$/.exec(line) ?? [];
    if (word === 'HELP') {
      assert.ok(!families.has(name), `${name} comes twice`);
      families.set(name, { type: '', help: rest, samples: new Map() });
      current = name;
      continue;
    }
    const family = families.get(current) ?? assert.fail(`no HELP before: ${line}`);
    if (word === 'TYPE') {
      assert.equal(name, current, line);
      assert.match(rest, /^(counter|gauge|histogram|summary)$/, line);
      family.type = rest;
      continue;
    }
    const [, sample = '', given = '', value = ''] = /^([a-zA-Z_:][a-zA-Z0-9_:]*)(\{.*\})? (\S+)$/.exec(line) ?? [];
    const suffix = sample.startsWith(current) ? sample.slice(current.length) : 'another name';
    assert.ok((family.type === 'histogram' ? ['_bucket', '_sum', '_count'] : ['']).includes(suffix), line);
    assert.ok(given === '' || labels.test(given), line);
    // Go, which Prometheus is written in, reads both spellings of NaN.
    assert.match(value, /^([+-]?Inf|NaN|Nan|[+-]?\d+(\.\d+)?(e[+-]?\d+)?)$/, line);
    assert.ok(!family.samples.has(sample + given), `${sample}${given} comes twice`);
    family.samples.set(sample + given, Number(value.replace('Inf', 'Infinity')));
  }
  return families;
};

// biome-ignore-all lint/suspicious/noTemplateCurlyInString: sources under test hold template strings.
import fc from 'fast-check';

/** The interface that random programs take, and values of it. */
export const fields = `
  s: string; os?: string; /** @minimum 0 */ n: number; on?: number; b: boolean; ob?: boolean; e: 'x' | 'y' | 'z';
  ls: string[]; ols?: string[]; ln: number[]; lo: { k: string; v?: number; d: string[] }[]; m: Record<string, string>;
  om?: Record<string, number>; o?: { s: string; t?: boolean; i?: { z: string } };
  u: { type: 'p' } | { type: 'q'; size: string; mode?: string };`;

const text = fc.oneof(
  fc.constantFrom('', 'a', 'b', 'x', '0', 'true', '{{ }}', 'é\u{1f600}', ' a'),
  fc.string({ maxLength: 4 }),
);
const number = fc.constantFrom(0, 1, 2, 3, 10, 1_000_000);
const list = fc.array(text, { maxLength: 3 });
const key = fc.constantFrom('a', 'b', 'k-1', '10', '9', 'Z', 'é');

export const someValues = fc.record(
  {
    s: text,
    os: text,
    n: number,
    on: number,
    b: fc.boolean(),
    ob: fc.boolean(),
    e: fc.constantFrom('x', 'y', 'z'),
    ls: list,
    ols: list,
    ln: fc.array(number, { maxLength: 3 }),
    lo: fc.array(fc.record({ k: text, v: number, d: list }, { requiredKeys: ['k', 'd'] }), { maxLength: 3 }),
    m: fc.dictionary(key, text, { maxKeys: 4, noNullPrototype: true }),
    om: fc.dictionary(key, number, { maxKeys: 3, noNullPrototype: true }),
    o: fc.record({ s: text, t: fc.boolean(), i: fc.record({ z: text }) }, { requiredKeys: ['s'] }),
    u: fc.oneof(
      fc.constant({ type: 'p' }),
      fc.record({ type: fc.constant('q'), size: text, mode: text }, { requiredKeys: ['type', 'size'] }),
    ),
  },
  { requiredKeys: ['s', 'n', 'b', 'e', 'ls', 'ln', 'lo', 'm', 'u'] },
);

type Type = 'text' | 'maybeText' | 'number' | 'maybeNumber' | 'boolean' | 'texts' | 'data' | 'object';

/** Writes the text of expressions: `pick` chooses, `variables` are those in scope by type. */
class Writer {
  private readonly pick: (count: number) => number;
  private variables: readonly (readonly [string, Type])[] = [];
  private names = 0;
  constructor(pick: (count: number) => number) {
    this.pick = pick;
  }

  private choose<T>(items: readonly T[]): T {
    return items[this.pick(items.length)] as T;
  }

  private name(): string {
    this.names += 1;
    return `v${this.names}`;
  }

  private scoped(bound: readonly (readonly [string, Type])[], write: () => string): string {
    const outer = this.variables;
    this.variables = [...outer, ...bound];
    const written = write();
    this.variables = outer;
    return written;
  }

  private leaf(type: Type): string {
    const bound = this.variables.filter(([, one]) => one === type).map(([name]) => name);
    const leaves: Record<Type, readonly string[]> = {
      text: ['values.s', "'lit'", "''", 'values.e', 'release.name', 'values.u.type'],
      maybeText: [
        'values.os',
        'values.o?.s',
        'values.o?.i?.z',
        'values.m.a',
        "values.m['b']",
        'values.ls[0]',
        'undefined',
      ],
      number: ['values.n', '0', '3', 'values.ls.length', 'values.s.length', 'values.lo.length'],
      maybeNumber: ['values.on', 'values.om?.a', 'values.ln[1]', 'values.lo[0]?.v', 'values.ols?.length'],
      boolean: ['values.b', 'true', "values.e === 'x'", "values.u.type === 'q'", 'values.ob === true'],
      texts: ['values.ls', "['p', 'q']", '(values.ols ?? [])', 'Object.keys(values.m)', 'Object.values(values.m)'],
      data: ['values.o', 'values.lo', 'values.om', 'values.u', 'values.b', 'values.ob'],
      object: ['values.m', '{}', '(values.om ?? {})', 'values.u'],
    };
    return this.choose([...leaves[type], ...bound, ...bound]);
  }

  private loop(depth: number, item: Type, write: (name: string) => string): string {
    const name = this.name();
    void depth;
    return `(${name}) => (${this.scoped([[name, item]], () => write(name))})`;
  }

  private readonly writers: Record<Type, readonly ((depth: number) => string)[]> = {
    text: [
      (d) => `\`<\${${this.expression('text', d)}}-\${${this.expression('number', d)}}\``,
      (d) => `(${this.expression('text', d)} + ${this.expression('text', d)})`,
      (d) => `(${this.expression('maybeText', d)} ?? ${this.expression('text', d)})`,
      (d) => `(${this.expression('maybeText', d)} || ${this.expression('text', d)})`,
      (d) => `(${this.expression('boolean', d)} ? ${this.expression('text', d)} : ${this.expression('text', d)})`,
      (d) => `${this.expression('texts', d)}.join('+')`,
      (d) => `String(${this.expression('number', d)})`,
      (d) => `label(${this.expression('text', d)}, ${this.expression('maybeText', d)})`,
      () => "(values.u.type === 'q' ? `${values.u.size}${values.u.mode ?? '-'}` : 'none')",
      (d) => `size(values.e, ${this.expression('text', d)})`,
      (d) => `${this.expression('text', d)}.replaceAll('a', 'bb')`,
    ],
    maybeText: [
      (d) => `(${this.expression('boolean', d)} ? ${this.expression('maybeText', d)} : undefined)`,
      (d) => `${this.expression('texts', d)}.find(${this.loop(d, 'text', () => this.expression('boolean', d))})`,
    ],
    number: [
      (d) => `(${this.expression('number', d)} + ${this.expression('number', d)})`,
      (d) => `(${this.expression('maybeNumber', d)} ?? ${this.expression('number', d)})`,
      (d) => `Math.max(${this.expression('number', d)}, ${this.expression('number', d)})`,
      (d) => `(${this.expression('number', d)} * 2)`,
      (d) => `Math.trunc(${this.expression('number', d)} / 3)`,
      (d) => `${this.expression('texts', d)}.length`,
      (d) => `(${this.expression('boolean', d)} ? ${this.expression('number', d)} : 7)`,
    ],
    maybeNumber: [(d) => `(${this.expression('boolean', d)} ? ${this.expression('maybeNumber', d)} : undefined)`],
    boolean: [
      (d) => `!${this.expression('boolean', d)}`,
      (d) => `(${this.expression('boolean', d)} && ${this.expression('boolean', d)})`,
      (d) => `(${this.expression('boolean', d)} || ${this.expression('boolean', d)})`,
      (d) => `(${this.expression('text', d)} === ${this.expression('text', d)})`,
      (d) => `(${this.expression('maybeText', d)} !== ${this.expression('maybeText', d)})`,
      (d) => `(${this.expression('maybeText', d)} === undefined)`,
      (d) => `(${this.expression('maybeNumber', d)} != null)`,
      (d) => `(${this.expression('number', d)} <= ${this.expression('number', d)})`,
      (d) => `!${this.expression('maybeText', d)}`,
      (d) => `!${this.expression('maybeNumber', d)}`,
      (d) => `${this.expression('text', d)}.startsWith(${this.expression('text', d)})`,
      (d) => `${this.expression('texts', d)}.includes(${this.expression('text', d)})`,
      (d) => `${this.expression('texts', d)}.some(${this.loop(d, 'text', () => this.expression('boolean', d))})`,
      (d) => `${this.expression('texts', d)}.every(${this.loop(d, 'text', () => this.expression('boolean', d))})`,
    ],
    texts: [
      (d) => `[...${this.expression('texts', d)}, ${this.expression('text', d)}]`,
      (d) =>
        `[...(${this.expression('boolean', d)} ? ${this.expression('texts', d)} : []), ${this.expression('text', d)}]`,
      (d) => `${this.expression('texts', d)}.map(${this.loop(d, 'text', () => this.expression('text', d))})`,
      (d) => `${this.expression('texts', d)}.filter(${this.loop(d, 'text', () => this.expression('boolean', d))})`,
      (d) => `${this.expression('texts', d)}.flatMap(${this.loop(d, 'text', () => this.expression('texts', d))})`,
      (d) =>
        `values.lo.map((h) => ${this.scoped(
          [
            ['h.k', 'text'],
            ['h.v', 'maybeNumber'],
            ['h.d', 'texts'],
          ],
          () => this.expression('text', d),
        )})`,
      (d) =>
        `Object.entries(values.m).map(([k, w]) => ${this.scoped(
          [
            ['k', 'text'],
            ['w', 'text'],
          ],
          () => this.expression('text', d),
        )})`,
    ],
    data: [
      (d) => this.expression('text', d),
      (d) => this.expression('maybeText', d),
      (d) => this.expression('number', d),
      (d) => this.expression('texts', d),
      (d) => this.expression('object', d),
      (d) => `[${this.expression('object', d)}, ${this.expression('object', d)}]`,
      (d) => `values.ln.map((x, i) => ({ x, i, y: ${this.expression('text', d)} }))`,
    ],
    object: [
      (d) => `{ a: ${this.expression('data', d)}, b: ${this.expression('data', d)} }`,
      (d) => `{ a: ${this.expression('text', d)}, ...${this.expression('object', d)} }`,
      (d) => `{ ...${this.expression('object', d)}, a: ${this.expression('data', d)} }`,
      (d) => `{ z: 1, ...(${this.expression('boolean', d)} && { z: ${this.expression('data', d)} }) }`,
      (d) =>
        `{ ...(${this.expression('boolean', d)} ? ${this.expression('object', d)} : {}), [\`k\${${this.expression('text', d)}}\`]: 1 }`,
      (d) => `(${this.expression('boolean', d)} ? ${this.expression('object', d)} : ${this.expression('object', d)})`,
      (d) =>
        `Object.fromEntries(${this.expression('texts', d)}.map((q) => [q, ${this.scoped([['q', 'text']], () => this.expression('data', d))}]))`,
      (d) =>
        `Object.fromEntries(Object.entries(values.m).filter(([k, w]) => ${this.scoped(
          [
            ['k', 'text'],
            ['w', 'text'],
          ],
          () => this.expression('boolean', d),
        )}))`,
    ],
  };

  expression(type: Type, depth: number): string {
    if (depth <= 0 || this.pick(5) === 0) return this.leaf(type);
    return this.choose(this.writers[type])(depth - 1);
  }

  /** The body of a function: constants, early returns, a result. */
  body(depth: number): string {
    const lines: string[] = [];
    const result = () =>
      `return [config(${this.expression('data', depth)}), ...(${this.expression('boolean', 1)} ? [config(${this.expression('object', depth)})] : [])];`;
    for (let i = this.pick(4); i > 0; i -= 1) {
      const kind = this.pick(4);
      if (kind === 0) lines.push(`if (${this.expression('boolean', 2)}) ${result()}`);
      else if (kind === 1)
        lines.push(
          `if (${this.expression('boolean', 1)}) { if (${this.expression('boolean', 1)}) ${result()} } else { ${result()} }`,
        );
      else {
        const type = this.choose(['text', 'number', 'boolean', 'texts', 'maybeText'] as const);
        const name = this.name();
        lines.push(`const ${name} = ${this.expression(type, depth)};`);
        this.variables = [...this.variables, [name, type]];
      }
    }
    return [...lines, result()].join('\n  ');
  }
}

/** Functions that the programs call. */
export const before = `
const label = (name: string, suffix = 'none', ...more: string[]): string => [name, suffix, ...more].join('.');
const size = (kind: 'x' | 'y' | 'z', other: string): string => {
  switch (kind) {
    case 'x': return 'small';
    case 'y': if (other === 'a') break; return \`middle-\${other}\`;
    default: return kind;
  }
  return 'odd';
};`;

/** The body of a random function. */
export const randomBody: fc.Arbitrary<string> = fc
  .gen()
  .map((draw) => new Writer((count) => draw(fc.nat, { max: count - 1 })).body(3));

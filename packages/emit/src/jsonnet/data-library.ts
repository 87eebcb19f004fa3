/** A function of the library: its text, and the functions that it calls through `self`. */
interface Helper {
  readonly name: string;
  readonly text: string;
  readonly needs?: readonly string[];
}

/** What templates can do and Jsonnet's own library cannot, or not in all its versions, or not quite so. */
const helpers: readonly Helper[] = [
  {
    name: 'get',
    text: `  // A field of an object that may itself be absent.
  get(object, name):: if std.isObject(object) then std.get(object, name),`,
  },
  {
    name: 'at',
    text: `  // An item of a list, absent where the list is shorter.
  at(list, index):: if std.isArray(list) && index >= 0 && index < std.length(list) then list[index],`,
  },
  {
    name: 'default',
    text: `  // The value unless it is absent.
  default(value, otherwise):: if value == null then otherwise else value,`,
  },
  {
    name: 'optional',
    text: `  // An object with the one field unless its value is absent.
  optional(name, value):: if value == null then {} else { [name]: value },`,
  },
  {
    name: 'merge',
    text: `  // Objects merged into one; the last one that has a field gives its value.
  merge(objects):: std.foldl(function(all, object) all + object, objects, {}),`,
  },
  {
    name: 'build',
    text: `  // An object made in steps: an object is merged, a pair sets its field, or removes it where the value is absent.
  build(steps)::
    local apply(all, step) =
      if std.isObject(step) then all + step
      else if step[1] != null then all { [step[0]]: step[1] }
      else { [name]: all[name] for name in std.objectFields(all) if name != step[0] };
    std.foldl(apply, steps, {}),`,
  },
  {
    name: 'entries',
    text: `  // The items of a list with their positions.
  entries(list):: std.mapWithIndex(function(key, value) { key: key, value: value }, list),`,
  },
  {
    name: 'includes',
    text: `  // Whether a text holds another; every text holds the empty one.
  includes(text, part):: part == '' || std.member(text, part),`,
  },
  {
    name: 'utf16',
    text: `  // The UTF-16 units of a text, by which it is measured and ordered.
  utf16(text)::
    local units(point) =
      if point < 65536 then [point]
      else [55296 + std.floor((point - 65536) / 1024), 56320 + (point - 65536) % 1024];
    std.flatMap(function(character) units(std.codepoint(character)), std.stringChars(text)),`,
  },
  {
    name: 'integer',
    text: `  // The integer that a text shows. There is one zero, here and below.
  integer(text):: std.parseInt(text) + 0,`,
  },
  { name: 'multiply', text: '  multiply(a, b):: a * b + 0,' },
  {
    name: 'divide',
    text: `  // The whole part of a quotient.
  divide(a, b):: (if a / b < 0 then std.ceil(a / b) else std.floor(a / b)) + 0,`,
  },
  { name: 'modulo', text: '  modulo(a, b):: a % b + 0,' },
  {
    name: 'number',
    text: `  // A number in as few digits as tell it from all others, with an exponent below a millionth.
  number(value)::
    local size = std.abs(value);
    local scaled(places) = std.floor(size * std.pow(10, places) + 0.5);
    local isExact(places) = scaled(places) / std.pow(10, places) == size;
    local places = [n for n in std.range(1, 22) if isExact(n) && scaled(n) < 9007199254740992];
    local digits = '' + scaled(places[0]);
    local whole = std.length(digits) - places[0];
    local shown =
      if size < 0.000001
      then '%s%se%d' % [digits[0], if digits[1:] == '' then '' else '.' + digits[1:], whole - 1]
      else if whole > 0
      then digits[0:whole] + '.' + digits[whole:]
      else '0.' + std.repeat('0', -whole) + digits;
    if std.floor(value) == value || places == []
    then '' + (value + 0)
    else (if value < 0 then '-' else '') + shown,`,
  },
  {
    name: 'json',
    needs: ['number'],
    text: `  // Compact JSON with sorted keys.
  json(value)::
    local short = { '\\b': '\\\\b', '\\t': '\\\\t', '\\n': '\\\\n', '\\f': '\\\\f', '\\r': '\\\\r', '"': '\\\\"', '\\\\': '\\\\\\\\' };
    local escape(character) =
      if std.codepoint(character) < 32 then std.get(short, character, '\\\\u%04x' % std.codepoint(character))
      else std.get(short, character, character);
    local string(text) = '"' + std.join('', std.map(escape, std.stringChars(text))) + '"';
    if std.isString(value) then string(value)
    else if std.isNumber(value) then self.number(value)
    else if std.isArray(value) then '[' + std.join(',', std.map(self.json, value)) + ']'
    else if std.isObject(value) then
      '{' + std.join(',', [string(name) + ':' + self.json(value[name]) for name in std.objectFields(value)]) + '}'
    else std.toString(value),`,
  },
];

const called = (helper: Helper, program: string): boolean => program.includes(`data.${helper.name}(`);

/** Whether a program calls the library. */
export const callsData = (program: string): boolean => helpers.some((helper) => called(helper, program));

/** The library with the functions that the programs call, undefined where they call none. */
export const dataLibrary = (programs: readonly string[]): string | undefined => {
  const all = programs.join('\n');
  const direct = helpers.filter((helper) => called(helper, all));
  if (direct.length === 0) return undefined;
  const needed = new Set(direct.flatMap(({ name, needs = [] }) => [name, ...needs]));
  const texts = helpers.filter(({ name }) => needed.has(name)).map(({ text }) => text);
  return `// Functions on data; null stands for what is absent.\n{\n${texts.join('\n\n')}\n}\n`;
};

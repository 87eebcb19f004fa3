import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { withFacts } from '../src/custom-facts.ts';
import { narrowed } from '../src/narrowed-node.ts';
import { declaredInterface } from '../src/package-declarations.ts';
import { parseValidator, UnknownValidatorError } from '../src/validator-module.ts';
import { validatorNode } from '../src/validator-node.ts';

const error = (keyword: string, params: string, path = `#/${keyword}`): string =>
  `vErrors.push({instancePath,schemaPath:"${path}",keyword:"${keyword}",params:${params}});`;

const moduleText = (root: string, more = ''): string =>
  `export const validate=validate0;${more}function validate0(data,{rootData=data}={}){let vErrors=[];${root}}`;

const read = async (code: string) =>
  validatorNode('p/_schemas/ApisV1A', await parseValidator('p/_schemas/ApisV1A', code));

const withoutAcorn = async (t: TestContext): Promise<boolean> => {
  const name: string = 'acorn';
  const found = await import(name).catch(() => undefined);
  if (found === undefined) t.skip('acorn: run npm ci in tools/schemas');
  return found === undefined;
};

test('the rules of a validator become those of a schema', async (t) => {
  if (await withoutAcorn(t)) return;
  const rules = [
    error('type', '{type:"string"}'),
    error('enum', '{allowedValues:values}'),
    error('pattern', '{pattern:"^a$"}'),
    error('minLength', '{limit:1}'),
    error('maximum', '{comparison:"<=",limit:-5}'),
    error('required', '{missingProperty:"a"}'),
    error('required', '{missingProperty:"b"}'),
  ];
  assert.deepEqual(await read(moduleText(rules.join(''), 'let values=["a","b"];')), {
    ...{ modules: [], type: 'string', enum: ['a', 'b'], pattern: '^a$', minLength: 1, maximum: -5 },
    required: ['a', 'b'],
  });
});

test('calls of other functions become fields, items, values and references', async (t) => {
  if (await withoutAcorn(t)) return;
  const code = moduleText(
    'validate1(data.a);validate1(data["b-c"]);validate2(data.d);validate3(data,{});',
    [
      `function validate1(data){${error('type', '{type:"array"}')}for(let i0=0;i0<9;i0++)validate2(data[i0])}`,
      'import{validate as validate2}from"./ApisV1B.js";',
      'function validate3(data){validate4(data)||0}',
      'import{validate as validate4}from"@k/other/_schemas/ApisV1C";',
    ].join(''),
  );
  const list = { modules: [], type: 'array', items: { modules: ['p/_schemas/ApisV1B'] } };
  assert.deepEqual(await read(code), {
    modules: ['@k/other/_schemas/ApisV1C'],
    properties: { a: list, 'b-c': list, d: { modules: ['p/_schemas/ApisV1B'] } },
  });
  const map = moduleText('for(let key0 in data)validate1(data[key0])', 'function validate1(data){}');
  assert.deepEqual(await read(map), { modules: [], additionalProperties: { modules: [] } });
});

test('a rule that the reader does not know is an error', async (t) => {
  if (await withoutAcorn(t)) return;
  const unknown = [
    moduleText(error('oneOf', '{passingSchemas:null}')),
    moduleText(error('type', '{type:"string"}', '#/properties/a/type')),
    moduleText(error('maximum', '{comparison:"<",limit:5}')),
    moduleText(error('pattern', '{pattern:unheard}')),
    moduleText('validate1(data.a.b);', 'function validate1(data){}'),
    moduleText('validate1(data.a);'),
    'export const nothing=1;',
  ];
  for (const code of unknown) await assert.rejects(read(code), UnknownValidatorError, code);
});

test('the declaration of an interface gives its fields with their descriptions', () => {
  const text = [
    'export interface IRule extends TypeMeta {',
    '    /**',
    '     * What "it" is called.',
    '     * <experimental>',
    '     */',
    '    "name": string;',
    '    "list"?: Array<IItem>;',
    '}',
    'export declare class Rule implements IRule {',
    '    "other": string;',
    '}',
    'export type { IRule as IApisV1Rule, Rule as ApisV1Rule };',
  ].join('\n');
  const [name, fields] = declaredInterface(text) ?? assert.fail();
  assert.equal(name, 'ApisV1Rule');
  assert.deepEqual([...fields.keys()], ['name', 'list']);
  assert.equal(fields.get('name')?.type, 'string');
  assert.match(fields.get('name')?.description ?? '', /<experimental>/);
  assert.deepEqual(fields.get('list'), { type: 'Array<IItem>', description: '' });
  assert.equal(declaredInterface('export {};'), undefined);
});

test('a value must follow all rules of the types that it is made of', () => {
  const outer = { type: 'string', minLength: 1, maxLength: 9, enum: ['a', 'b'] } as const;
  const inner = { type: 'string', minLength: 2, maxLength: 5, enum: ['b', 'c'], pattern: 'b' } as const;
  assert.deepEqual(narrowed('m', outer, inner), { ...inner, enum: ['b'] });
  const own = { required: ['a'], properties: { a: { type: 'string' } } } as const;
  const embedded = { required: ['b'], properties: { a: { type: 'number' }, b: {} } } as const;
  assert.deepEqual(narrowed('m', own, embedded), {
    required: ['a', 'b'],
    properties: { a: { type: 'string' }, b: {} },
  });
  assert.throws(() => narrowed('m', { pattern: 'a' }, { pattern: 'b' }), UnknownValidatorError);
});

test('a field with a known default need not be written, and a fact about a field that is gone is an error', () => {
  const name = 'external-secrets.io/v1.VaultAppRole';
  const facts = [
    ...['VaultJwtAuth path', 'VaultKubernetesAuth mountPath', 'VaultLdapAuth path', 'VaultUserPassAuth path'],
    ...['OnboardbaseProvider apiHost', 'OnboardbaseProvider project', 'OnboardbaseProvider environment'],
  ].map((fact) => fact.split(' '));
  const definitions: Record<string, object> = { [name]: { required: ['path', 'x'], properties: { path: {}, x: {} } } };
  for (const [type, field = ''] of facts) {
    const known = definitions[`external-secrets.io/v1.${type}`] as { properties?: object } | undefined;
    definitions[`external-secrets.io/v1.${type}`] = { properties: { ...known?.properties, [field]: {} } };
  }
  assert.deepEqual(withFacts('external-secrets.io', definitions)[name], {
    required: ['x'],
    properties: { path: { default: 'approle' }, x: {} },
  });
  assert.throws(() => withFacts('bitnami.com', {}), UnknownValidatorError);
});

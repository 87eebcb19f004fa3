import type { MySQL, MySQLSpec } from '../../src/resource/index.ts';

/** An object that the API server takes, or the words that it refuses it with. */
export interface Sample {
  readonly situation: string;
  /** Default: `sample`. */
  readonly name?: string;
  readonly spec: object;
  /** What it was before; absent: it is made. */
  readonly before?: MySQLSpec;
  readonly refused?: RegExp;
  /** Whether the schema alone shows it, without the rules and the object before. Default: as it is refused. */
  readonly isSchemaFault?: boolean;
}

const spec = {
  image: 'docker.io/library/mysql:8.4',
  database: 'otus-database',
  password: 'otuspassword',
  storage_size: '1Gi',
} satisfies MySQLSpec;

const { image, database, password, storage_size } = spec;

/** Objects that are right for the compiler, which checks it here, and have to be for everybody else. */
const valid = (situation: string, given: MySQLSpec, more: Partial<Sample> = {}): Sample => ({
  situation,
  spec: given,
  ...more,
});

/** Wrong by a rule, by the name, or by what was before: neither the compiler nor a schema sees that. */
const ruled = (situation: string, given: MySQLSpec, refused: RegExp, more: Partial<Sample> = {}): Sample => ({
  situation,
  spec: given,
  refused,
  isSchemaFault: false,
  ...more,
});

/** Wrong by the schema. */
const wrong = (situation: string, given: object, refused: RegExp): Sample => ({
  situation,
  spec: given,
  refused,
  isSchemaFault: true,
});

export const samples: readonly Sample[] = [
  valid('what the course has', spec),
  valid('a password of 256 bytes with everything that shells and SQL dislike', {
    ...spec,
    password: `'";$(id)\`\\ ü${'x'.repeat(240)}`,
  }),
  valid('a password in a Secret', { ...spec, password: '', password_secret: { name: 'root' } }),
  valid('the key of that Secret, too', { ...spec, password: '', password_secret: { name: 'root', key: 'a.b-c_d' } }),
  valid('every field', {
    ...spec,
    deletion_policy: 'Retain',
    suspend: true,
    backup_retention: 100,
    storage_class: 'fast',
    resources: { requests: { cpu: '100m' }, limits: { memory: '1Gi' } },
  }),
  valid('a size that is a plain number', { ...spec, storage_size: '1000000000' }),
  valid('the longest name', spec, { name: `m${'y'.repeat(50)}` }),

  wrong('no image', { database, password, storage_size }, /spec\.image: Required value/),
  wrong('no database', { image, password, storage_size }, /spec\.database: Required value/),
  wrong('no password', { image, database, storage_size }, /spec\.password: Required value/),
  wrong('no size', { image, database, password }, /spec\.storage_size: Required value/),
  wrong('an empty image', { ...spec, image: '' }, /spec\.image.*at least 1 chars/),
  wrong('a number for a password', { ...spec, password: 5 }, /spec\.password.*must be of type string/),
  wrong('a password of 257 characters', { ...spec, password: 'x'.repeat(257) }, /spec\.password.*(Too long|256)/),
  wrong('a database with a semicolon', { ...spec, database: 'a;b' }, /spec\.database.*should match/),
  wrong('a database of 65 characters', { ...spec, database: 'x'.repeat(65) }, /spec\.database.*(Too long|64)/),
  wrong('a policy that is none', { ...spec, deletion_policy: 'Keep' }, /spec\.deletion_policy: Unsupported value/),
  wrong('no dump at all', { ...spec, backup_retention: 0 }, /spec\.backup_retention.*greater than or equal to 1/),
  wrong('half a dump', { ...spec, backup_retention: 1.5 }, /spec\.backup_retention.*must be of type integer/),
  wrong('a word for suspend', { ...spec, suspend: 'yes' }, /spec\.suspend.*must be of type boolean/),
  wrong(
    'a Secret without a name',
    { ...spec, password: '', password_secret: {} },
    /password_secret\.name: Required value/,
  ),
  wrong(
    'a key with a slash',
    { ...spec, password: '', password_secret: { name: 'a', key: 'b/c' } },
    /key.*should match/,
  ),
  wrong('a number of processors as a number', { ...spec, resources: { limits: { cpu: 1 } } }, /must be of type string/),
  wrong('a field that there is not', { ...spec, storageSize: '1Gi' }, /unknown field "spec\.storageSize"/),

  ruled(
    'neither password nor Secret',
    { ...spec, password: '' },
    /spec\.password.*give a password, or password_secret/,
  ),
  ruled('both of them', { ...spec, password_secret: { name: 'root' } }, /spec\.password.*must be empty beside/),
  ruled('a password of two lines', { ...spec, password: 'a\nb' }, /spec\.password.*must be one line/),
  ruled('a schema of the server', { ...spec, database: 'MySQL' }, /spec\.database.*is a schema of the server itself/),
  ruled(
    'a size that is no amount',
    { ...spec, storage_size: 'big' },
    /spec\.storage_size.*must be an amount above zero/,
  ),
  ruled('no room', { ...spec, storage_size: '0' }, /spec\.storage_size.*must be an amount above zero/),
  ruled('a debt', { ...spec, storage_size: '-1Gi' }, /spec\.storage_size.*must be an amount above zero/),
  ruled('a name of 52 characters', spec, /metadata\.name.*(Too long|51)/, { name: 'm'.repeat(52) }),
  ruled('a name with a dot', spec, /the name must begin with a letter and have only/, { name: 'a.b' }),
  ruled('a name that begins with a digit', spec, /the name must begin with a letter/, { name: '8a' }),
  ruled('a name of a backup', spec, /the name must not begin with backup-/, { name: 'backup-a' }),

  valid('another password', { ...spec, password: 'another' }, { before: spec }),
  valid('a Secret instead', { ...spec, password: '', password_secret: { name: 'root' } }, { before: spec }),
  valid('another image', { ...spec, image: 'docker.io/library/mysql:9.1' }, { before: spec }),
  valid('more room', { ...spec, storage_size: '1.5Gi' }, { before: spec }),
  valid('as much room in other words', { ...spec, storage_size: '1024Mi' }, { before: spec }),
  ruled('less room', { ...spec, storage_size: '1023Mi' }, /must not become smaller/, { before: spec }),
  ruled('another database', { ...spec, database: 'b' }, /database cannot be changed/, { before: spec }),
  ruled('another class', { ...spec, storage_class: 'b' }, /storage_class cannot be changed/, {
    before: { ...spec, storage_class: 'a' },
  }),
  ruled('a class that comes', { ...spec, storage_class: 'b' }, /storage_class can neither be added nor removed/, {
    before: spec,
  }),
  ruled('a class that goes', spec, /storage_class can neither be added nor removed/, {
    before: { ...spec, storage_class: 'a' },
  }),
];

export const mysqlOf = ({ name = 'sample', spec: given }: Pick<Sample, 'name' | 'spec'>): MySQL => ({
  apiVersion: 'otus.homework/v1',
  kind: 'MySQL',
  metadata: { name, namespace: 'default' },
  spec: given as MySQLSpec,
});

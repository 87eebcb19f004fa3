import type { ApplicationSource } from './application-source.ts';

type Shape = 'string' | 'boolean' | 'count' | 'map' | 'strings' | readonly [Shape] | { readonly [key: string]: Shape };

const variables: Shape = [{ name: 'string', value: 'string', code: 'boolean' }];

/** The types that Argo CD decodes the fields into; fields that are not here are ignored, as it does. */
const sourceShape: Shape = {
  repoURL: 'string',
  path: 'string',
  targetRevision: 'string',
  chart: 'string',
  ref: 'string',
  helm: {
    releaseName: 'string',
    namespace: 'string',
    kubeVersion: 'string',
    apiVersions: ['string'],
    valueFiles: ['string'],
    ignoreMissingValueFiles: 'boolean',
    values: 'string',
    valuesObject: 'map',
    parameters: [{ name: 'string', value: 'string', forceString: 'boolean' }],
    fileParameters: [{ name: 'string', path: 'string' }],
    skipCrds: 'boolean',
    skipTests: 'boolean',
    skipSchemaValidation: 'boolean',
    passCredentials: 'boolean',
    version: 'string',
  },
  kustomize: {
    namePrefix: 'string',
    nameSuffix: 'string',
    namespace: 'string',
    images: ['string'],
    replicas: [{ name: 'string', count: 'count' }],
    commonLabels: 'strings',
    forceCommonLabels: 'boolean',
    labelWithoutSelector: 'boolean',
    labelIncludeTemplates: 'boolean',
    commonAnnotations: 'strings',
    commonAnnotationsEnvsubst: 'boolean',
    forceCommonAnnotations: 'boolean',
    components: ['string'],
    ignoreMissingComponents: 'boolean',
    patches: ['map'],
    kubeVersion: 'string',
    apiVersions: ['string'],
    version: 'string',
  },
  directory: {
    recurse: 'boolean',
    include: 'string',
    exclude: 'string',
    jsonnet: { tlas: variables, extVars: variables, libs: ['string'] },
  },
  plugin: { name: 'string' },
};

const isMap = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Keeps what the shape names and drops nulls, which Go decodes to nothing; reports the first field of a wrong type. */
const decode = (value: unknown, shape: Shape, field: string, fault: (message: string) => void): unknown => {
  const wrong = (wanted: string): undefined => {
    fault(`${field} is not ${wanted}`);
    return undefined;
  };
  if (shape === 'string') return typeof value === 'string' ? value : wrong('a string');
  if (shape === 'boolean') return typeof value === 'boolean' ? value : wrong('true or false');
  if (shape === 'count') {
    const count = typeof value === 'string' ? Number(value) : value;
    return typeof count === 'number' && Number.isInteger(count) ? count : wrong('a whole number');
  }
  if (Array.isArray(shape)) {
    const [item] = shape as readonly [Shape];
    if (!Array.isArray(value)) return wrong('a list');
    return value.map((each, index) => decode(each, item, `${field}[${index}]`, fault));
  }
  if (!isMap(value)) return wrong('a map');
  if (shape === 'map') return value;
  if (shape === 'strings') {
    return Object.fromEntries(
      Object.entries(value).map(([key, each]) => [key, decode(each, 'string', `${field}.${key}`, fault)]),
    );
  }
  const result: Record<string, unknown> = {};
  for (const [key, inner] of Object.entries(shape)) {
    const each = value[key];
    if (each === undefined || each === null) continue;
    result[key] = decode(each, inner, field === '' ? key : `${field}.${key}`, fault);
  }
  return result;
};

/** A source as Argo CD decodes it, or what is wrong with its first field of a wrong type. */
export const readSource = (value: unknown): { source: ApplicationSource; fault?: undefined } | { fault: string } => {
  let first: string | undefined;
  const source = decode(value, sourceShape, '', (message) => {
    first ??= message;
  });
  return first === undefined ? { source: source as ApplicationSource } : { fault: first };
};

import { type Finding, identityOf, type Manifest, writeYaml, YamlWriteError } from '@wildermesser/manifest';
import { isList, isMap, type Plain, plainManifest } from './plain-value.ts';

/** Annotations by which Kustomize talks to itself; it drops them, or the object with them. */
const reserved = /^(?:(?:internal\.)?config\.kubernetes\.io|config\.k8s\.io|kustomize\.config\.k8s\.io)\//;

/** Characters that Kustomize writes unescaped, and then cannot read or takes for a line break. */
const unwritable = /[\u007f-\u009f\u2028\u2029\ufffe\uffff]/;

/** Text that its patches may make it write as a block, which must not begin with a tab. */
const tabbed = /^\t/;

interface Fault {
  readonly field: string;
  readonly message: string;
  readonly advice: string;
}

const isUnwritable = (text: string, isKey: boolean): boolean =>
  unwritable.test(text) || tabbed.test(text) || (isKey && text === '<<');

const unwritableField = (value: Plain, path: string): string | undefined => {
  if (typeof value === 'string') return isUnwritable(value, false) ? path : undefined;
  if (isMap(value) && Object.keys(value).some((key) => isUnwritable(key, true))) return path;
  const children: readonly (readonly [string, Plain])[] = isList(value)
    ? value.map((item, i) => [`${path}[${i}]`, item])
    : isMap(value)
      ? Object.entries(value).map(([key, item]) => [path === '' ? key : `${path}.${key}`, item])
      : [];
  for (const [at, item] of children) {
    const found = unwritableField(item, at);
    if (found !== undefined) return found;
  }
  return undefined;
};

/** Kustomize writes the keys of labels and annotations anew, without quotes. */
const isMistaken = (key: string): boolean =>
  /^(?:|~|[tT]rue|TRUE|[fF]alse|FALSE|[nN]ull|NULL)$/.test(key) ||
  (/^[-+.0-9]/.test(key) && writeYaml({ [key]: 0 }).startsWith('"'));

const metadataFaults = (part: string, map: Readonly<Record<string, string>>): Fault[] =>
  Object.keys(map).flatMap((key): Fault[] => {
    const field = `metadata.${part}["${key}"]`;
    if (part === 'annotations' && reserved.test(key))
      return [{ field, message: `the annotation ${key} is Kustomize's own`, advice: 'leave it out' }];
    if (isMistaken(key))
      return [{ field, message: `Kustomize takes the key ${JSON.stringify(key)} for no string`, advice: 'rename it' }];
    return [];
  });

/** Why an object cannot be written at all, with any tool. */
export const notData = (manifest: Manifest): readonly Finding[] => {
  try {
    writeYaml(manifest);
    return [];
  } catch (error) {
    if (!(error instanceof YamlWriteError)) throw error;
    const advice = 'a manifest holds strings, numbers, booleans, lists and maps';
    const object = identityOf(manifest);
    return error.faults.map(({ path, message }) => ({
      ...{ severity: 'error', code: 'not-data', message, advice, object, field: path },
    }));
  }
};

/** Why Kustomize cannot carry an object through a build unchanged. */
export const unfitObject = (manifest: Manifest): readonly Finding[] => {
  const { kind, metadata } = manifest;
  const faults: Fault[] = [];
  if (metadata.name === undefined || metadata.name === '') {
    const message = 'Kustomize builds no object without a name';
    faults.push({ field: 'metadata.name', message, advice: 'give it a name' });
  }
  if (kind.endsWith('List') && Array.isArray((manifest as { readonly items?: unknown }).items))
    faults.push({ field: 'items', message: 'Kustomize takes a list apart', advice: 'emit the objects one by one' });
  for (const part of ['labels', 'annotations'] as const) faults.push(...metadataFaults(part, metadata[part] ?? {}));
  const field = unwritableField(plainManifest(manifest), '');
  if (field !== undefined) {
    const characters = 'C1 control characters, U+007F, U+2028, U+2029, U+FFFE, U+FFFF';
    const message = `Kustomize does not carry ${characters}, text that begins with a tab, and the key <<`;
    faults.push({ field, message, advice: 'leave it out, or put the bytes into binaryData' });
  }
  const object = identityOf(manifest);
  return faults.map((fault) => ({ severity: 'error', code: 'kustomize-cannot', object, ...fault }));
};

/** An entry of a kustomization's `images`. */
export interface ImageOverride {
  readonly name: string;
  readonly newName?: string;
  readonly newTag?: string;
  readonly digest?: string;
}

interface Parts {
  readonly name: string;
  readonly newTag?: string;
  readonly digest?: string;
}

const partsOf = (text: string, nameAlone: boolean): Parts | undefined => {
  const [name = '', digest] = text.split('@');
  if (digest !== undefined) return { name, digest };
  const [, tagged, newTag] = /^(.*):([a-zA-Z0-9._-]*|\*)$/.exec(text) ?? [];
  if (tagged !== undefined && newTag !== undefined) return { name: tagged, newTag };
  return nameAlone && text !== '' ? { name: text } : undefined;
};

/** Reads `name=new:tag`, `name:tag`, `name@digest`, as `kustomize edit set image` does. Undefined when it is none. */
export const parseImage = (text: string): ImageOverride | undefined => {
  const halves = text.split('=');
  if (halves.length !== 2) return partsOf(text, false);
  const [name = '', replacement = ''] = halves;
  const parts = partsOf(replacement, true);
  if (parts === undefined) return undefined;
  const { name: newName, ...rest } = parts;
  return { name, newName, ...rest };
};

const keep = (wanted: string | undefined, present: string | undefined): string | undefined =>
  wanted === '*' ? present : wanted;

/** The images of a kustomization with the overrides set, by name; `*` keeps what is there. */
export const setImages = (
  present: readonly ImageOverride[],
  overrides: readonly ImageOverride[],
): readonly ImageOverride[] => {
  const all = new Map(present.map((image) => [image.name, image]));
  for (const override of overrides) {
    const before = all.get(override.name);
    const newName = keep(override.newName, before?.newName);
    const newTag = keep(override.newTag, before?.newTag);
    const digest = keep(override.digest, before?.digest);
    all.set(override.name, {
      name: override.name,
      ...(newName === undefined ? {} : { newName }),
      ...(newTag === undefined ? {} : { newTag }),
      ...(digest === undefined ? {} : { digest }),
    });
  }
  return [...all.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
};

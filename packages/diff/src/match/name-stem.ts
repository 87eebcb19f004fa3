/** The hash that Kustomize's generators append: ten of these letters (sigs.k8s.io/kustomize, `hasher.encode`). */
const kustomizeHash = /-[2456789bcdfghkmt]{10}$/;
/** A checksum that charts append by hand: hexadecimal, with a digit in it. */
const hexHash = /-(?=[a-f]*\d)[0-9a-f]{7,64}$/;

/** A name without the hash of its content; undefined when it has none. */
export const nameStem = (name: string): string | undefined => {
  const stem = name.replace(kustomizeHash, '').replace(hexHash, '');
  return stem === name || stem === '' ? undefined : stem;
};

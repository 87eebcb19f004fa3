const stability = ['alpha', 'beta', undefined];

/** Orders API versions as the API server prefers them: `v2`, `v1`, `v2beta1`, `v1beta2`, `v1alpha1`. */
export const byVersionPriority = (a: string, b: string): number => {
  const [left, right] = [a, b].map((version) => /^v(\d+)(?:(alpha|beta)(\d+))?$/.exec(version));
  if (!left || !right) return left ? -1 : right ? 1 : a < b ? -1 : 1;
  return (
    stability.indexOf(right[2]) - stability.indexOf(left[2]) ||
    Number(right[1]) - Number(left[1]) ||
    Number(right[3] ?? 0) - Number(left[3] ?? 0)
  );
};

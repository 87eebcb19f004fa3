/** `12,345.5`: two decimals at most. Asking the engine for it loads the customs of all languages first. */
export const numberText = (value: number): string => {
  const [whole = '', decimals = ''] = value
    .toFixed(2)
    .replace(/\.?0+$/, '')
    .split('.');
  const grouped = whole.replace(/\B(?=(?:\d{3})+$)/g, ',');
  return decimals === '' ? grouped : `${grouped}.${decimals}`;
};

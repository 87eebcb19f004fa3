import { compareQuantities } from '@wildermesser/manifest';

/** Whether one amount is more than another; false when one is no amount. */
export const isLarger = (size: string, than: string): boolean => {
  try {
    return compareQuantities(size, than) > 0;
  } catch {
    return false;
  }
};

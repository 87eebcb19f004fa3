import assert from 'node:assert/strict';

/** Waits until something holds; fails with the text after a minute. */
export const until = async (holds: () => boolean, text: () => string): Promise<void> => {
  for (let i = 0; i < 12_000; i++) {
    if (holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  assert.fail(text());
};

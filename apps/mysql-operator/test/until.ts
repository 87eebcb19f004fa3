import assert from 'node:assert/strict';

/** Waits until something holds; fails with the text after ten seconds. */
export const until = async (holds: () => boolean, text: () => string): Promise<void> => {
  for (let i = 0; i < 2000; i++) {
    if (holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  assert.fail(text());
};

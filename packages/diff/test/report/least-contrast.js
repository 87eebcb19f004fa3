// Evaluated in a page: the least contrast between a text that is seen and what lies behind it.
(() => {
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const paint = (colours) => {
    canvas.clearRect(0, 0, 1, 1);
    for (const colour of colours) {
      canvas.fillStyle = colour;
      canvas.fillRect(0, 0, 1, 1);
    }
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const luminance = (colour) => {
    const [red = 0, green = 0, blue = 0] = colour.map((value) =>
      value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4,
    );
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const contrasts = [];
  for (const element of document.querySelectorAll('main *, header *, nav *')) {
    const hasText = [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent?.trim());
    const isSeen = element.checkVisibility() && element.getClientRects().length > 0;
    if (!hasText || !isSeen || element.closest('svg, option, .hidden-text') !== null) continue;
    const behind = [];
    for (let at = element; at !== null; at = at.parentElement) behind.unshift(getComputedStyle(at).backgroundColor);
    const back = luminance(paint(['white', ...behind]));
    const front = luminance(paint(['white', ...behind, getComputedStyle(element).color]));
    contrasts.push((Math.max(back, front) + 0.05) / (Math.min(back, front) + 0.05));
  }
  return Math.min(...contrasts);
})();

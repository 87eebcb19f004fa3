/**
 * What a tool says about a failure, fit to be read by the author: without the paths of this machine, so that two runs
 * say the same. `folders` are replaced longest first; what stays is relative.
 */
export const toolMessage = (text: string, folders: readonly string[]): string => {
  let message = text.trim();
  for (const folder of [...folders].sort((a, b) => b.length - a.length)) {
    message = message.replaceAll(`${folder}/`, '').replaceAll(folder, '.');
  }
  return message
    .replace(/^(?:Error|error|ERROR): /, '')
    .replace(/\n+Use --debug flag to render out invalid YAML\s*$/, '')
    .trim();
};

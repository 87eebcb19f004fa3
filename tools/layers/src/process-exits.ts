/** The 1-based lines of a source that end the process or set its exit code, which is the business of programs alone. */
export const processExits = (source: string): number[] =>
  source.split('\n').flatMap((line, i) => (/\bprocess\s*\.\s*(?:exit\s*\(|exitCode\s*=)/.test(line) ? [i + 1] : []));

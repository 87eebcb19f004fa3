import { writeYaml } from '@wildermesser/manifest';
import { compareFormat } from '../formats/compare-formats.ts';
import { type Format, formats, formatted } from '../formats/format.ts';
import { loadSubject, type SubjectRequest } from '../formats/load-subject.ts';
import { renderTarget } from '../generate/target.ts';
import { type Io, paintFor } from '../io.ts';
import { plural } from '../plural.ts';
import { findingsText, hasErrors } from '../print-findings.ts';
import { UsageError } from '../usage-error.ts';
import { findRoot } from '../workspace/find-root.ts';
import { readSettings } from '../workspace/read-settings.ts';

const isFormat = (text: string): text is Format => (formats as readonly string[]).includes(text);

/** Shows a templated component in one format, or, without one, proves that all formats say the same. */
export const renderComponent = async (request: SubjectRequest, format: string | undefined, io: Io): Promise<number> => {
  if (format !== undefined && !isFormat(format))
    throw new UsageError(`no format is named ${format}`, `there are ${formats.join(', ')}`);
  const root = findRoot(io.cwd);
  const settings = readSettings(root);
  const { catalog, ...target } = await renderTarget(root, settings);
  const paint = paintFor(io);
  const { subject, findings } = await loadSubject(request, { root, cwd: io.cwd, settings, catalog });
  if (subject === undefined) {
    io.stdout.write(findingsText(findings, paint));
    return 1;
  }
  if (format === 'plain') {
    for (const manifest of subject.manifests) io.stdout.write(`---\n${writeYaml(manifest)}`);
    return 0;
  }
  if (format !== undefined) {
    const { files, findings: faults } = formatted(format, subject);
    io.stderr.write(findingsText(faults, paint));
    for (const [path, text] of files) io.stdout.write(`${paint.bold(`# ${path}`)}\n${text}\n`);
    return hasErrors(faults) ? 1 : 0;
  }
  const compared = await Promise.all(
    formats.filter((each) => each !== 'plain').map((each) => compareFormat(each, subject, target)),
  );
  io.stdout.write(`function   ${plural(subject.manifests.length, 'object')}\n`);
  for (const { format: tool, objects, differences, findings: faults } of compared) {
    const agrees = differences.length === 0 && !hasErrors(faults);
    io.stdout.write(
      `${tool.padEnd(9)}  ${plural(objects, 'object')}  ${agrees ? paint.green('the same') : paint.red('differs')}\n`,
    );
    for (const difference of differences) io.stdout.write(`  ${difference}\n`);
    io.stdout.write(findingsText(faults, paint));
  }
  return compared.every(({ differences, findings: faults }) => differences.length === 0 && !hasErrors(faults)) ? 0 : 1;
};

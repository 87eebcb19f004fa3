import { compareBytes, describeIdentity, type Finding } from '@wildermesser/manifest';
import type { Paint } from './io.ts';
import { plural } from './plural.ts';

const label = { error: 'error', warning: 'warning', skipped: 'skipped' } as const;

const findingText = ({ severity, code, message, advice, object, field, file, line }: Finding, paint: Paint): string => {
  const tint = severity === 'error' ? paint.red : severity === 'warning' ? paint.yellow : paint.dim;
  const place = file === undefined ? '' : `${file}${line === undefined ? '' : `:${line}`}`;
  const subject = [object && describeIdentity(object), field].filter(Boolean).join('  ');
  return [
    `${tint(label[severity])}  ${place === '' ? '' : `${paint.bold(place)}  `}${paint.dim(code)}`,
    ...(subject === '' ? [] : [`  ${subject}`]),
    ...message.split('\n').map((text) => `  ${text}`),
    ...(advice === undefined ? [] : [`  → ${advice}`]),
    '',
  ].join('\n');
};

const rank = { error: 2, warning: 1, skipped: 0 } as const;

/** Findings as text: the worst last, where the eye of somebody at a terminal is. */
export const findingsText = (findings: readonly Finding[], paint: Paint): string =>
  [...findings]
    .sort(
      (a, b) =>
        rank[a.severity] - rank[b.severity] || compareBytes(`${a.file}`, `${b.file}`) || (a.line ?? 0) - (b.line ?? 0),
    )
    .map((finding) => `${findingText(finding, paint)}\n`)
    .join('');

/** `2 errors, 1 warning`; empty when there is none. */
export const countText = (findings: readonly Finding[]): string =>
  (['error', 'warning', 'skipped'] as const)
    .map((severity) => [severity, findings.filter((finding) => finding.severity === severity).length] as const)
    .filter(([, amount]) => amount > 0)
    .map(([severity, amount]) => (severity === 'skipped' ? `${amount} skipped` : plural(amount, severity)))
    .join(', ');

export const hasErrors = (findings: readonly Finding[]): boolean =>
  findings.some(({ severity }) => severity === 'error');

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Plan } from '../../model/plan.ts';
import { severities } from '../../model/severity.ts';
import { type Alike, findAlike } from '../alike.ts';
import { planLine, plural } from '../counting.ts';
import { byApplication, worseFirst } from '../grouping.ts';
import type { Report, ReportOptions } from '../report.ts';
import { changesSection } from './changes-section.ts';
import { filters } from './filters.ts';
import { graphSection } from './graph/graph-section.ts';
import { escapeHtml, type Markup, html as markup, raw } from './markup.ts';
import { acceptedSection, alsoSection, costSection, findingsSection, lookAt, syncSection } from './summary-sections.ts';

const asset = (name: string): string => readFileSync(new URL(name, import.meta.url), 'utf8');

const sourceHash = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

const headline = (plan: Plan): Markup => {
  const { severities: amounts, waived, expired, unchangedApplications, unchangedObjects } = plan.counts;
  return markup`<header class="page-head">
<p class="sides"><span class="side">${plan.base}</span> <span role="img" aria-label="to">→</span> <span class="side">${plan.head}</span></p>
<h1>${planLine(plan)}</h1>
<p class="tally">${severities
    .toReversed()
    .filter((severity) => amounts[severity] > 0)
    .map(
      (severity) => markup`<span class="severity ${severity}">${amounts[severity]} ${severity}</span> `,
    )}${waived > 0 && markup`<span class="severity info">${waived} accepted</span> `}${expired > 0 && markup`<span class="severity warning">${expired} no longer accepted</span>`}</p>
<p class="muted">Kubernetes ${plan.kubernetes} · the same: ${plural(unchangedApplications, 'Application')}, and ${plural(unchangedObjects, 'object')} of those that differ · waivers as of ${plan.date}</p>
</header>`;
};

const nothing = markup`<p class="empty">Nothing in the cluster changes.</p>`;

/** A part of the page: the anchor of its heading, what the way there is called, and the part if the plan has it. */
type Section = readonly [anchor: string, name: string, part: Markup | undefined];

const sectionsOf = (plan: Plan, alike: Alike, options: ReportOptions): readonly Section[] => [
  ['look-at', 'Look at', lookAt(plan, alike, options)],
  ['findings', 'Not compared', findingsSection(plan)],
  ['also', 'Unchanged objects', alsoSection(plan, alike, options)],
  ['accepted', 'Accepted', acceptedSection(plan, alike, options)],
  ['sync', 'Sync', syncSection(plan)],
  ['dependencies', 'Dependencies', graphSection(plan)],
  ['requests', 'Requests', costSection(plan)],
];

const wayTo = ([anchor, name]: Section): Markup => markup`<a href="#${anchor}">${name}</a>`;

const body = (plan: Plan, options: ReportOptions): Markup => {
  const groups = [...byApplication(plan)].sort((a, b) => worseFirst(a.summary?.severity, b.summary?.severity));
  const alike = findAlike(groups.flatMap(({ changes }) => changes));
  const sections = sectionsOf(plan, alike, options).filter(([, , part]) => part !== undefined);
  const ways = markup`<nav aria-label="On this page" class="on-page">${sections.map(wayTo)}<a href="#changes">Changes</a></nav>`;
  const changes =
    plan.changes.length === 0 ? nothing : markup`${filters(plan)}${changesSection(plan, groups, alike, options)}`;
  return markup`<a class="skip-link" href="#changes">Skip to the changes</a>
${headline(plan)}
${sections.length > 0 && ways}
<main>
${sections.map(([, , part]) => markup`${part}`)}
<section aria-labelledby="changes"><h2 id="changes" tabindex="-1">Changes</h2>
${changes}
</section>
</main>`;
};

/**
 * The plan as a page of its own: one file that asks for nothing, so that it works from a disk. Texts of manifests are
 * untrusted: all of them are escaped, and the policy of the page lets no script run but its own.
 */
export const html: Report = (plan, options = {}) => {
  const [style, script] = [asset('page.css'), asset('page.js')];
  const policy = [
    "default-src 'none'",
    `style-src ${sourceHash(style)}`,
    `script-src ${sourceHash(script)}`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return [
    `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${escapeHtml(`${planLine(plan)}: ${plan.base} → ${plan.head}`)}</title>
<link rel="icon" href="data:,">
<style>${raw(style).markup}</style>
</head>
<body>
${body(plan, options).markup}
<script>${script}</script>
</body>
</html>
`,
  ];
};

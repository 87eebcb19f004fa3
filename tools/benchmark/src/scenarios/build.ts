import { type Contender, type Cost, measure } from '../measure.ts';
import type { Scale } from '../objects.ts';
import { makePrograms, type Programs } from '../programs.ts';
import { costTable, goalTable } from '../report.ts';

type Name = 'platform' | 'floor' | 'cdk8s' | 'cdk8sFilePerChart';

interface Comparison {
  readonly text: string;
  readonly cost: (name: Name) => Cost;
}

const compare = (programs: Programs, scale: Scale, names: readonly Name[], rounds: number): Comparison => {
  const contenders: Contender[] = names.map((name) => programs.fromEmpty(programs[name]));
  const costs = measure(contenders, rounds);
  const { objects, components, packages } = scale;
  return {
    text: `${objects} objects in ${components} components of ${packages} packages, from empty (medians of ${rounds}):\n\n${costTable(contenders, costs)}`,
    cost: (name) => costs[names.indexOf(name)] as Cost,
  };
};

const factor = (one: Comparison, name: Name, other: Comparison, otherName: Name): number =>
  one.cost(name).wallSeconds / other.cost(otherName).wallSeconds;

/** Two scales in turn, so that what else the machine does hits both. */
const twice = (made: Programs[], rounds: number): { readonly text: string; readonly ratio: number } => {
  const scales: Scale[] = [
    { objects: 10_000, components: 2500, packages: 10 },
    { objects: 20_000, components: 5000, packages: 10 },
  ];
  const contenders = scales.map((scale): Contender => {
    const programs = makePrograms(scale);
    made.push(programs);
    const name = `platform build, ${scale.objects} objects in ${scale.components} components`;
    return { ...programs.fromEmpty(programs.platform), name };
  });
  const costs = measure(contenders, rounds);
  const [half = Number.NaN, whole = Number.NaN] = costs.map(({ wallSeconds }) => wallSeconds);
  return { text: `From empty (medians of ${rounds}):\n\n${costTable(contenders, costs)}`, ratio: whole / half };
};

/** Whole processes that write everything into an empty folder. */
export const build = (rounds: number): string => {
  const made: Programs[] = [];
  const run = (scale: Scale, names: readonly Name[], times: number): Comparison => {
    const programs = makePrograms(scale);
    made.push(programs);
    return compare(programs, scale, names, times);
  };
  try {
    // First: the more files there are, the slower new ones become, which falls on the larger scale of the two.
    const doubled = twice(made, rounds);
    const everyone = ['floor', 'platform', 'cdk8s', 'cdk8sFilePerChart'] as const;
    const many = run({ objects: 10_000, components: 1000, packages: 10 }, everyone, rounds);
    const single = run({ objects: 5000, components: 5000, packages: 10 }, ['floor', 'platform'], rounds);
    // Quadratic in charts: one run takes up to a minute.
    const peers = run({ objects: 5000, components: 5000, packages: 10 }, ['cdk8s', 'cdk8sFilePerChart'], 1);
    const memory = many.cost('platform').peakMebibytes / many.cost('cdk8s').peakMebibytes;
    const goals = goalTable([
      { what: '1,000 components: time to the floor’s', ratio: factor(many, 'platform', many, 'floor'), atMost: 2 },
      {
        what: '1,000 components: faster than cdk8s, a file per object',
        ratio: factor(many, 'cdk8s', many, 'platform'),
        atLeast: 10,
      },
      {
        what: '1,000 components: faster than cdk8s, a file per chart',
        ratio: factor(many, 'cdk8sFilePerChart', many, 'platform'),
        atLeast: 10,
      },
      { what: '1,000 components: peak memory to that of cdk8s', ratio: memory, atMost: 1 },
      {
        what: '5,000 components: faster than cdk8s, a file per object',
        ratio: factor(peers, 'cdk8s', single, 'platform'),
        atLeast: 25,
      },
      {
        what: '5,000 components: faster than cdk8s, a file per chart',
        ratio: factor(peers, 'cdk8sFilePerChart', single, 'platform'),
        atLeast: 25,
      },
      { what: 'twice the components (2,500 to 5,000): time', ratio: doubled.ratio, atMost: 2.2 },
    ]);
    return `${[many, single, peers, doubled].map(({ text }) => text).join('\n')}\n${goals}`;
  } finally {
    // At the very end: creating files is many times slower for a while after many were removed.
    for (const programs of made) programs.remove();
  }
};

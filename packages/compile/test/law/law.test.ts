import assert from 'node:assert/strict';
import { after, suite, test } from 'node:test';
import { evaluateTemplate, type Json } from '@wildermesser/manifest/template';
import { compileComponents } from './compiled-components.ts';
import { drawCases, lawSeed } from './draw-cases.ts';
import { renderHelm } from './helm.ts';
import { holdLaw, type Tool } from './hold-law.ts';
import { evaluateJsonnet } from './jsonnet.ts';
import { buildOverlays, type OverlayFiles, overlayFiles } from './kustomize.ts';
import { type LawCase, type Made, wholeValues } from './law-case.ts';
import { asSet, inOrder } from './normal-form.ts';

const components = compileComponents();
const drawn = Number(process.env.LAW_RUNS ?? 36);
const groups = drawCases(components, drawn);
const cases = groups.flat();
const counts = { helm: 0, jsonnet: 0, kustomize: 0 };

/** The interpreter in C++ loses U+0000 where it takes a text apart; the one in Go, which Argo CD has, keeps it. */
const isWhole = ({ values }: LawCase): boolean => !JSON.stringify(values).includes('\\u0000');

const evaluated: Tool = async (each) =>
  each.map((one): Made => {
    try {
      return { objects: evaluateTemplate(one.component.template, wholeValues(one), one.release) as readonly Json[] };
    } catch (error) {
      return { error: String(error) };
    }
  });

suite(`whatever values a component gets (LAW_SEED=${lawSeed})`, { concurrency: 2 }, () => {
  test('there are more than twenty components and a thousand values', () => {
    assert.ok(components.length >= 20);
    assert.ok(drawn * components.length >= 1000 || process.env.LAW_RUNS !== undefined);
  });

  test('its template means what its function does', () => holdLaw(groups, evaluated, inOrder));

  test('Helm renders its chart to what its function gives', async () => {
    await holdLaw(groups, renderHelm, asSet);
    counts.helm = cases.length;
  });

  test('Jsonnet evaluates its program to what its function gives', async () => {
    const whole = groups.map((group) => group.filter(isWhole));
    await holdLaw(whole, evaluateJsonnet, inOrder);
    counts.jsonnet = whole.flat().length;
  });

  test('Kustomize builds its overlay over any base to what its function gives', async () => {
    counts.kustomize = await holdKustomizeLaw();
  });

  after((t) => {
    const { helm, jsonnet, kustomize } = counts;
    const drawnFor = `law: ${cases.length} values, ${components.length} components`;
    t.diagnostic(`${drawnFor}, helm ${helm}, jsonnet ${jsonnet}, kustomize ${kustomize}`);
  });
});

/** Each case as an environment over the one before, in a namespace of its own so that many can be built at once. */
const holdKustomizeLaw = async (): Promise<number> => {
  const trees = components.flatMap((component, c) => {
    const own = cases.filter((one) => one.component === component);
    return own.flatMap((overlay, i): { overlay: LawCase; base: LawCase; files: OverlayFiles }[] => {
      const release = { name: `r${c}-${i}`, namespace: `team-${c}-${i}` };
      const base = own.at(i - 1) as LawCase;
      const placed = { base: { ...base, release }, overlay: { ...overlay, release } };
      const files = overlayFiles(placed);
      return files === undefined ? [] : [{ ...placed, files }];
    });
  });
  const made = await buildOverlays(trees.map(({ files }) => files));
  for (const [i, { base, overlay, files }] of trees.entries()) {
    const about = `LAW_SEED=${lawSeed}: ${overlay.component.id} with ${JSON.stringify(overlay.values)} over ${JSON.stringify(base.values)}`;
    const one = made[i] as Made;
    if ('error' in one) assert.fail(`${about}\n${one.error}`);
    assert.deepEqual(asSet(one.objects), asSet(files.wanted), about);
  }
  const fitting = new Set(trees.map(({ overlay }) => overlay.component.id));
  assert.ok(fitting.size >= 20, `only ${[...fitting]} could be built`);
  return trees.length;
};

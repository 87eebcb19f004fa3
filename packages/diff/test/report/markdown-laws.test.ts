import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import MarkdownIt from 'markdown-it';
import { defaultTreeAdapter, parseFragment } from 'parse5';
import { markdown } from '../../src/report/markdown/markdown.ts';
import { anyPlan } from './arbitrary-plan.ts';
import { elementsOf, textOutside } from './read-html.ts';

const reader = new MarkdownIt({ html: true, linkify: true });

const sourceUrl = 'https://github.com/wildermesser/wildermesser-platform/blob/main/';

const pagesOf = fc
  .tuple(anyPlan, fc.constantFrom(6_000, 12_000, 65_000), fc.constantFrom(1, 3, 100))
  .map(([plan, pageBudget, maxPages]) => ({ pageBudget, pages: markdown(plan, { pageBudget, maxPages, sourceUrl }) }));

const law = (predicate: (page: string, budget: number) => void): void =>
  fc.assert(
    fc.property(pagesOf, ({ pages, pageBudget }) => {
      for (const page of pages) predicate(page, pageBudget);
    }),
    { numRuns: 150 },
  );

test('no page is larger than its budget, in bytes and in characters', () => {
  law((page, budget) => {
    assert.ok(Buffer.byteLength(page) <= budget);
    assert.ok(page.length <= budget);
  });
});

test('every fence and every fold of a page is closed on it', () => {
  law((page) => {
    const tokens = reader.parse(`${page}\n\nthe end\n`, {});
    const last = tokens.slice(-3).map(({ type, content, level }) => [type, content, level]);
    assert.deepEqual(last, [
      ['paragraph_open', '', 0],
      ['inline', 'the end', 1],
      ['paragraph_close', '', 0],
    ]);
    let depth = 0;
    for (const { type, content } of tokens.filter((token) => token.type === 'html_block'))
      for (const [tag] of content.matchAll(/<\/?details>/g)) {
        depth += tag === '<details>' ? 1 : -1;
        assert.ok(depth >= 0, type);
      }
    assert.equal(depth, 0);
  });
});

const allowed = new Set(
  'a blockquote b br code details em h3 h4 li ol p pre strong sub summary table tbody td th thead tr ul'.split(' '),
);

test('nothing of a manifest becomes markup, a link, a mention or a reference', () => {
  law((page) => {
    const tree = parseFragment(reader.render(page));
    for (const { name, attributes } of elementsOf(tree)) {
      assert.ok(allowed.has(name), name);
      for (const [key, value] of attributes) {
        if (name === 'a') assert.ok(key === 'href' && value.startsWith(sourceUrl), value);
        else assert.ok(key === 'class' && value.startsWith('language-'), `${name} ${key}=${value}`);
      }
    }
    const prose = textOutside(tree, new Set(['code', 'pre']));
    assert.doesNotMatch(prose, /(^|[^\w])@\w/, 'a mention');
    assert.doesNotMatch(prose, /[#!]\d/, 'a reference');
    assert.doesNotMatch(prose, /https?:\/\/|www\./, 'an address');
    assert.ok(defaultTreeAdapter.getChildNodes(tree).length > 0);
  });
});

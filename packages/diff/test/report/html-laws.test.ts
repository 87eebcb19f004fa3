import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import { parse } from 'parse5';
import { html } from '../../src/report/html/html.ts';
import { anyPlan } from './arbitrary-plan.ts';
import { elementsOf, type ReadElement } from './read-html.ts';
import { shopPlan } from './shop-plan.ts';

const options = { sourceUrl: 'https://example.com/blob/main', rulesUrl: 'https://example.com/rules' };

const allowed = new Set(
  (
    'html head meta title link style body a header p span h1 h2 h3 h4 nav main section ul ol li pre code em details summary ' +
    'form label input select option button fieldset legend div article noscript script table thead tbody tr th td del ins ' +
    'svg defs marker path g rect text'
  ).split(' '),
);

const read = (page: string): { readonly elements: readonly ReadElement[]; readonly errors: readonly string[] } => {
  const errors: string[] = [];
  const tree = parse(page, { onParseError: ({ code, startLine }) => errors.push(`${code} in line ${startLine}`) });
  return { elements: elementsOf(tree), errors };
};

const attributeOf = ({ attributes }: ReadElement, key: string): string | undefined =>
  attributes.find(([name]) => name === key)?.[1];

test('the page is well-formed, and of a manifest there is nothing but text on it', () => {
  fc.assert(
    fc.property(anyPlan, (plan) => {
      const { elements, errors } = read(html(plan, options)[0] ?? '');
      assert.deepEqual(errors, []);
      const ids = elements.map((element) => attributeOf(element, 'id')).filter((id) => id !== undefined);
      assert.equal(new Set(ids).size, ids.length, 'an id twice');
      for (const element of elements) {
        assert.ok(allowed.has(element.name), element.name);
        for (const [key, value] of element.attributes) {
          assert.doesNotMatch(key, /^on|^style$|^src|^srcdoc$|^action$|^formaction$/);
          if (key === 'href') assert.match(value, /^(#|https:\/\/example\.com\/(blob\/main\/|rules#)|data:,$)/);
        }
      }
      const scripts = elements.filter(({ name }) => name === 'script');
      assert.equal(scripts.filter((script) => attributeOf(script, 'type') === undefined).length, 1);
      for (const script of scripts.filter((other) => attributeOf(other, 'type') !== undefined)) JSON.parse(script.text);
      // Every link within the page leads somewhere.
      for (const element of elements) {
        const target = attributeOf(element, 'href');
        if (target?.startsWith('#')) assert.ok(ids.includes(target.slice(1)), target);
      }
    }),
    { numRuns: 100 },
  );
});

test('the policy of the page allows its own style and script and nothing else', () => {
  const { elements } = read(html(shopPlan())[0] ?? '');
  const policy = elements
    .map((element) => attributeOf(element, 'content'))
    .find((content) => content?.includes('default-src'));
  const hashOf = (name: string): string => {
    const found = elements.find((element) => element.name === name && element.attributes.length === 0);
    return `'sha256-${createHash('sha256')
      .update(found?.text ?? '')
      .digest('base64')}'`;
  };
  assert.equal(
    policy,
    `default-src 'none'; style-src ${hashOf('style')}; script-src ${hashOf('script')}; img-src data:; base-uri 'none'; form-action 'none'`,
  );
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { failedTemplate } from './failed-template.ts';

test('the template of a failed chart is found below the folder of the chart, whatever the chart is called', () => {
  const cases = [
    ['parse error at (shop/templates/web.yaml:4): unexpected "}" in operand', 'charts/a/templates/web.yaml', 4],
    ['execution error at (shop/templates/web.yaml:4:11): give a name', 'charts/a/templates/web.yaml', 4],
    [
      'template: shop/charts/db/templates/_names.tpl:2:3: executing "name" at <.x>',
      'charts/a/charts/db/templates/_names.tpl',
      2,
    ],
    [
      'YAML parse error on shop/templates/web.yaml: error converting YAML to JSON',
      'charts/a/templates/web.yaml',
      undefined,
    ],
  ] as const;
  for (const [message, file, line] of cases)
    assert.deepEqual(failedTemplate(message, 'charts/a'), line === undefined ? { file } : { file, line });
});

test('a message without a template has no place of its own', () => {
  assert.equal(failedTemplate('Chart.yaml file is missing', 'charts/a'), undefined);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { changeOf, planOf } from '../../../test/report/plan-of.ts';
import { annotations } from './annotations.ts';

const serviceWith = (message: string, file = 'packages/web/src/web.ts') =>
  planOf([
    changeOf({
      verb: 'change',
      base: { apiVersion: 'v1', kind: 'Service', metadata: { name: 'web', namespace: 'web' } },
      head: { apiVersion: 'v1', kind: 'Service', metadata: { name: 'web', namespace: 'web' } },
      effects: [{ rule: 'service-exposed', severity: 'danger', message, source: { file, line: 7 } }],
    }),
  ]);

test('a message cannot end its command and begin another', () => {
  const [text] = annotations(serviceWith('100 %\n::error::made up'));
  assert.equal(
    text,
    '::error file=packages/web/src/web.ts,line=7,title=service-exposed%3A Service web/web::Service web/web: 100 %25%0A::error::made up\n',
  );
});

test('a path cannot end its property', () => {
  const [text = ''] = annotations(serviceWith('open', 'a,line=1::b.ts'));
  assert.match(text, /^::error file=a%2Cline=1%3A%3Ab\.ts,line=7,/);
});

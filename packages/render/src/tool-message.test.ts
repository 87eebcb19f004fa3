import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toolMessage } from './tool-message.ts';

test('paths of this machine and the noise around a message are taken off', () => {
  const folders = ['/repo', '/tmp/x', '/tmp/x/repository'];
  const cases: [text: string, expected: string][] = [
    ['Error: no such file /repo/app/a.yaml\n', 'no such file app/a.yaml'],
    ['error: in /tmp/x/repository/app: bad', 'in app: bad'],
    ['wrong in /repo', 'wrong in .'],
    ['Error: bad\n\nUse --debug flag to render out invalid YAML\n', 'bad'],
  ];
  for (const [text, expected] of cases) assert.equal(toolMessage(text, folders), expected);
});

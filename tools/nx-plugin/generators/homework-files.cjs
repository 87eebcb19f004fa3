// @ts-check

/**
 * The files of a package that has no component yet, by path from the package.
 *
 * @param {string} name
 * @param {string} namespace of the first component, for the README
 */
exports.homeworkFiles = (name, namespace) => ({
  'package.json': `{
  "name": "@wildermesser/${name}",
  "version": "0.1.0",
  "private": true,
  "license": "Apache-2.0",
  "type": "module",
  "dependencies": {
    "@wildermesser/emit": "*",
    "@wildermesser/manifest": "*"
  }
}
`,
  'bundle.ts': `import { bundle } from '@wildermesser/emit';

export default bundle({
  description: 'Homework ${name}',
  components: [],
});
`,
  'README.md': `# ${name}

## What is emitted

| component | namespace | objects |
|---|---|---|
| \`web\` | \`${namespace}\` | Deployment and Service \`web\`: two pods that answer with their name |

## See it run

\`\`\`sh
./platform build ${name}
kubectl apply -f generated/${name}/argocd     # once: Argo CD does the rest

kubectl -n ${namespace} port-forward service/web 8080:80 &
curl http://localhost:8080
\`\`\`
`,
  'test/namespaces.test.ts': `import assert from 'node:assert/strict';
import { test } from 'node:test';
import bundle from '../bundle.ts';

const settings = { repository: '', revision: '', cluster: '', argocdNamespace: '', kubernetes: '' };

test('every namespace of the bundle refuses pods that are not restricted', () => {
  const namespaces = bundle.components
    .flatMap(({ manifests }) => manifests(settings))
    .filter(({ kind }) => kind === 'Namespace');
  assert.notEqual(namespaces.length, 0);
  for (const { metadata } of namespaces)
    assert.equal(metadata.labels?.['pod-security.kubernetes.io/enforce'], 'restricted', metadata.name);
});
`,
});

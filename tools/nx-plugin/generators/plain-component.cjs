// @ts-check
const { constantName } = require('./names.cjs');
const { labelsText, manifestsText, probeText, testText } = require('./pod-text.cjs');

/**
 * The files of a component of plain manifests, by path from the package, and the constant that the bundle lists.
 *
 * @param {string} project
 * @param {string} name
 * @param {string} namespace of its own
 */
exports.plainComponent = (project, name, namespace) => {
  const constant = constantName(name);
  const expressions = { replicas: 'replicas: 2', image: "'docker.io/hashicorp/http-echo:1.0.0'" };
  const source = `import { component } from '@wildermesser/emit';
import { deployment } from '@wildermesser/manifest/apps/v1';
import { service } from '@wildermesser/manifest/core/v1';
import { podNamespace, recommendedLabels, restrictedContainer, restrictedPod } from '@wildermesser/manifest/workload';

const selector = { app: '${name}' };
${labelsText(project, name)}
${probeText}

/** A web server that answers with its name, in a namespace of its own. */
export const ${constant} = component({
  name: '${name}',
  namespace: '${namespace}',
  manifests: () => [
    podNamespace('${namespace}', 'restricted'),
${manifestsText(name, expressions, '    ')}
  ],
});
`;
  const test = `import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Deployment } from '@wildermesser/manifest/apps/v1';
import type { Service } from '@wildermesser/manifest/core/v1';
import { ${constant} } from './${name}.ts';

const settings = { repository: '', revision: '', cluster: '', argocdNamespace: '', kubernetes: '' };
${testText(name, `${constant}.manifests(settings)`)}`;
  return {
    files: { [`src/${name}.ts`]: source, [`src/${name}.test.ts`]: test },
    components: [{ constant, file: `./src/${name}.ts` }],
    templates: [],
  };
};

// @ts-check
const { constantName } = require('./names.cjs');
const { labelsText, manifestsText, probeText, testText } = require('./pod-text.cjs');

/**
 * The files of a component that is emitted as a chart, a program or overlays, by path from the package, and the constants
 * that the bundle lists. Its namespace is a component of its own, so that to reinstall the one never deletes the other.
 *
 * @param {string} project
 * @param {string} name
 * @param {string} namespace of its one environment
 * @param {'helm' | 'jsonnet' | 'kustomize'} tool
 */
exports.templatedComponent = (project, name, namespace, tool) => {
  const constant = constantName(name);
  const expressions = { replicas: 'replicas', image: '`docker.io/hashicorp/http-echo:$' + '{image.tag}`' };
  const source = `import { templatedComponent } from '@wildermesser/emit';
import type { Manifest } from '@wildermesser/manifest';
import { deployment } from '@wildermesser/manifest/apps/v1';
import { service } from '@wildermesser/manifest/core/v1';
import { recommendedLabels, restrictedContainer, restrictedPod } from '@wildermesser/manifest/workload';

/** What differs from environment to environment. */
export interface Values {
  /** Pods to run. @minimum 0 @default 1 */
  readonly replicas: number;
  readonly image: {
    /** Version of the program. @minLength 1 @default "1.0.0" */
    readonly tag: string;
  };
}

const selector = { app: '${name}' };
${labelsText(project, name)}
${probeText}

/** A web server that answers with its name. */
export const ${constant} = ({ replicas, image }: Values): readonly Manifest[] => [
${manifestsText(name, expressions, '  ')}
];

const values: Values = { replicas: 1, image: { tag: '1.0.0' } };

/** The web server, emitted with ${tool[0]?.toUpperCase()}${tool.slice(1)}. */
export const ${constant}Component = templatedComponent({
  name: '${name}',
  tool: '${tool}',
  template: ${constant},
  values,
  environments: {
    dev: { namespace: '${namespace}', values: { ...values, replicas: 2 } },
  },
});
`;
  const namespaces = `import { component } from '@wildermesser/emit';
import { podNamespace } from '@wildermesser/manifest/workload';

/** The namespaces of the environments. A component of its own: to reinstall the program deletes none of them. */
export const ${constant}Namespaces = component({
  name: '${name}-namespaces',
  namespace: 'default',
  wave: -1,
  manifests: () => [podNamespace('${namespace}', 'restricted')],
});
`;
  const test = `import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Deployment } from '@wildermesser/manifest/apps/v1';
import type { Service } from '@wildermesser/manifest/core/v1';
import { ${constant} } from './${name}.ts';

${testText(name, `${constant}({ replicas: 3, image: { tag: '0.2.1' } })`)}
test('the values say how many pods run, and of which version', () => {
  assert.equal(deployment.spec.replicas, 3);
  assert.match(containers[0]?.image ?? '', /:0\\.2\\.1$/);
});
`;
  return {
    files: {
      [`src/${name}.ts`]: source,
      [`src/${name}.test.ts`]: test,
      [`src/${name}-namespaces.ts`]: namespaces,
    },
    components: [{ constant: `${constant}Namespaces`, file: `./src/${name}-namespaces.ts` }],
    templates: [{ constant: `${constant}Component`, file: `./src/${name}.ts` }],
  };
};

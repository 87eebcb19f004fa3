// @ts-check

/** Where the program answers that it lives, and on which port. From the README of hashicorp/http-echo. */
exports.probeText = "const probe = { httpGet: { path: '/health', port: 'http' } };";

/**
 * A Service, and a Deployment of a small web server that keeps to the Pod Security level `restricted`. Uses the constants
 * `labels`, `probe` and `selector`.
 *
 * @param {string} name
 * @param {{ replicas: string, image: string }} expressions
 * @param {string} indent of the first line
 */
exports.manifestsText = (name, { replicas, image }, indent) =>
  `service({
  metadata: { name: '${name}', labels },
  spec: { selector, ports: [{ name: 'http', port: 80, targetPort: 'http' }] },
}),
deployment({
  metadata: { name: '${name}', labels },
  spec: {
    ${replicas},
    selector: { matchLabels: selector },
    template: {
      metadata: { labels },
      spec: {
        automountServiceAccountToken: false,
        enableServiceLinks: false,
        securityContext: restrictedPod({ user: 1001 }),
        containers: [
          {
            name: 'server',
            image: ${image},
            args: ['-listen=:8080', '-text=${name}'],
            ports: [{ name: 'http', containerPort: 8080 }],
            readinessProbe: probe,
            livenessProbe: probe,
            resources: { requests: { cpu: '10m', memory: '16Mi' }, limits: { cpu: '100m', memory: '32Mi' } },
            securityContext: restrictedContainer,
          },
        ],
      },
    },
  },
}),`.replace(/^(?=.)/gm, indent);

/**
 * The labels of everything, in lines that fit with names of any length.
 *
 * @param {string} project
 * @param {string} name
 */
exports.labelsText = (project, name) => `const labels = recommendedLabels({
  ...selector,
  name: '${name}',
  component: 'web-server',
  partOf: '${project}',
});`;

/**
 * Two tests of what `manifestsText` makes.
 *
 * @param {string} name
 * @param {string} manifests an expression
 */
exports.testText = (name, manifests) => `const made = ${manifests};
const service = made.find(({ kind }) => kind === 'Service') as Service;
const deployment = made.find(({ kind }) => kind === 'Deployment') as Deployment;
const pod = deployment.spec.template;
const containers = pod.spec?.containers ?? [];

test('the Service finds the pods of the Deployment and leads to a port that they have', () => {
  const labels = pod.metadata?.labels ?? {};
  assert.deepEqual(service.spec?.selector, { app: '${name}' });
  assert.equal(labels.app, '${name}');
  const open = containers.flatMap(({ ports = [] }) => ports.map((port) => port.name));
  for (const { targetPort } of service.spec?.ports ?? []) assert.ok(open.includes(String(targetPort)));
});

test('the pods run as an ordinary user and write nothing to their images', () => {
  assert.equal(pod.spec?.securityContext?.runAsNonRoot, true);
  assert.deepEqual(
    containers.map(({ securityContext }) => securityContext?.readOnlyRootFilesystem),
    [true],
  );
});
`;

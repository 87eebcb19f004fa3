/** The program that every workload of this homework but node-exporter comes from. */
const version = 'v0.10.3';

/** The public image of a service of Online Boutique. */
export const onlineBoutiqueImage = (service: string): string =>
  `us-central1-docker.pkg.dev/google-samples/microservices-demo/${service}:${version}`;

/** The part of `recommendedLabels` that the services of the shop have in common. */
export const onlineBoutique = { partOf: 'online-boutique', version };

/** Requests and limits that the shop's own manifests give to these services. */
export const onlineBoutiqueResources = {
  requests: { cpu: '100m', memory: '64Mi' },
  limits: { cpu: '200m', memory: '128Mi' },
};

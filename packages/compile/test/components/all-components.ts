import type { Manifest } from '@wildermesser/manifest';
import type { Release } from '@wildermesser/manifest/template';
import * as accessRules from './access-rules.ts';
import * as autoscaling from './autoscaling.ts';
import * as cronJobs from './cron-jobs.ts';
import * as disruptionBudget from './disruption-budget.ts';
import * as extraArgs from './extra-args.ts';
import * as fileMap from './file-map.ts';
import * as fullName from './full-name.ts';
import * as genericWorkload from './generic-workload.ts';
import * as globalRegistry from './global-registry.ts';
import * as ingressController from './ingress-controller.ts';
import * as ingressHosts from './ingress-hosts.ts';
import * as javaMemory from './java-memory.ts';
import * as metadataMaps from './metadata-maps.ts';
import * as monitored from './monitored.ts';
import * as networkRules from './network-rules.ts';
import * as nginxConfig from './nginx-config.ts';
import * as persistence from './persistence.ts';
import * as portList from './port-list.ts';
import * as probes from './probes.ts';
import * as scheduling from './scheduling.ts';
import * as secretEnv from './secret-env.ts';
import * as serviceAccountOf from './service-account-of.ts';
import * as serviceExposure from './service-exposure.ts';
import * as settings from './settings.ts';
import * as sidecars from './sidecars.ts';
import * as smallShop from './small-shop.ts';
import * as statefulStore from './stateful-store.ts';
import * as webServer from './web-server.ts';
import * as worker from './worker.ts';

/** A component to compile: where it is, how its function is called, and values to call it with. */
export interface ComponentUnderTest {
  /** Absolute path of the source. */
  readonly file: string;
  /** Exported name of the function. */
  readonly name: string;
  readonly call: (values: object, release: Release) => readonly Manifest[];
  /** Complete values; keys of maps are in the order of their bytes, which is the order of charts and programs. */
  readonly examples: readonly object[];
}

const entry = <Values extends object>(
  fileName: string,
  name: string,
  call: (values: Values, release: Release) => readonly Manifest[],
  examples: readonly Values[],
): ComponentUnderTest => ({
  file: `${import.meta.dirname}/${fileName}`,
  name,
  call: (values, release) => call(values as Values, release),
  examples,
});

/** From the simplest to the most intricate. */
export const allComponents: readonly ComponentUnderTest[] = [
  entry('settings.ts', 'settings', settings.settings, settings.examples),
  entry('web-server.ts', 'webServer', webServer.webServer, webServer.examples),
  entry('worker.ts', 'worker', worker.worker, worker.examples),
  entry('extra-args.ts', 'extraArgs', extraArgs.extraArgs, extraArgs.examples),
  entry('autoscaling.ts', 'autoscaling', autoscaling.autoscaling, autoscaling.examples),
  entry('disruption-budget.ts', 'disruptionBudget', disruptionBudget.disruptionBudget, disruptionBudget.examples),
  entry('service-account-of.ts', 'serviceAccountOf', serviceAccountOf.serviceAccountOf, serviceAccountOf.examples),
  entry('ingress-hosts.ts', 'ingressHosts', ingressHosts.ingressHosts, ingressHosts.examples),
  entry('persistence.ts', 'persistence', persistence.persistence, persistence.examples),
  entry('metadata-maps.ts', 'metadataMaps', metadataMaps.metadataMaps, metadataMaps.examples),
  entry('scheduling.ts', 'scheduling', scheduling.scheduling, scheduling.examples),
  entry('probes.ts', 'probes', probes.probes, probes.examples),
  entry('service-exposure.ts', 'serviceExposure', serviceExposure.serviceExposure, serviceExposure.examples),
  entry('port-list.ts', 'portList', portList.portList, portList.examples),
  entry('network-rules.ts', 'networkRules', networkRules.networkRules, networkRules.examples),
  entry('access-rules.ts', 'accessRules', accessRules.accessRules, accessRules.examples),
  entry('file-map.ts', 'fileMap', fileMap.fileMap, fileMap.examples),
  entry('nginx-config.ts', 'nginxConfig', nginxConfig.nginxConfig, nginxConfig.examples),
  entry('cron-jobs.ts', 'cronJobs', cronJobs.cronJobs, cronJobs.examples),
  entry('sidecars.ts', 'sidecars', sidecars.sidecars, sidecars.examples),
  entry('stateful-store.ts', 'statefulStore', statefulStore.statefulStore, statefulStore.examples),
  entry('global-registry.ts', 'globalRegistry', globalRegistry.globalRegistry, globalRegistry.examples),
  entry('full-name.ts', 'fullNameOf', fullName.fullNameOf, fullName.examples),
  entry('java-memory.ts', 'javaMemory', javaMemory.javaMemory, javaMemory.examples),
  entry('secret-env.ts', 'secretEnv', secretEnv.secretEnv, secretEnv.examples),
  entry('monitored.ts', 'monitored', monitored.monitored, monitored.examples),
  entry('ingress-controller.ts', 'ingressController', ingressController.ingressController, ingressController.examples),
  entry('small-shop.ts', 'smallShop', smallShop.smallShop, smallShop.examples),
  entry('generic-workload.ts', 'genericWorkload', genericWorkload.genericWorkload, genericWorkload.examples),
];

import { component } from '@wildermesser/emit';
import { argocdSettings } from './argocd-settings.ts';
import { rootApplication } from './root-application.ts';
import { rootProject } from './root-project.ts';

const namespace = 'argocd';

/**
 * What is applied by hand once. From then on the root Application reads this directory too, so no Application of its
 * own is emitted for it.
 */
export const bootstrap = component({
  name: 'bootstrap',
  namespace,
  application: false,
  manifests: (settings) => [rootProject(settings), argocdSettings(settings), rootApplication(settings)],
  expects: [
    { group: '', kind: 'Namespace', namespace: '', name: namespace, reason: 'the installation of Argo CD makes it' },
  ],
});

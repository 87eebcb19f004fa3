import { ApiObject, App, Chart, YamlOutputType } from 'cdk8s';
import { packageName } from '../objects.ts';
import { directoriesOf } from './argocd-objects.ts';

const [outdir, scaleText, layout] = process.argv.slice(2);
const scale = JSON.parse(scaleText);
const app = new App({ outdir, yamlOutputType: YamlOutputType[layout] });

for (let index = 0; index < scale.packages; index++) {
  for (const [directory, manifests] of directoriesOf(scale, index)) {
    const chart = new Chart(app, `${packageName(index)}-${directory}`);
    for (const manifest of manifests) new ApiObject(chart, `${manifest.kind}-${manifest.metadata.name}`, manifest);
  }
}
app.synth();

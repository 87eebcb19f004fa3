import { compareBytes } from '@wildermesser/manifest';
import { testPlaces } from './chart-tests.ts';
import { protect } from './go-text.ts';
import { knownPort, knownText, type Place } from './template-files.ts';

const space = '--namespace {{ .Release.Namespace }}';

/** How a Service is reached that is always there under a name that is known. */
const reach = ({ around, manifest }: Place): string[] => {
  if (around.length > 0 || knownText(manifest, 'kind') !== 'Service') return [];
  const [name, port] = [knownText(manifest, 'metadata', 'name'), knownPort(manifest)];
  if (name === undefined || port === undefined) return [];
  return [`  kubectl port-forward service/${protect(name)} ${port < 1024 ? port + 8000 : port}:${port} ${space}`];
};

/** The text of `NOTES.txt`: what was installed, and how to reach it. */
export const chartNotes = (places: readonly Place[]): string => {
  const known = places.map(({ manifest }) => knownText(manifest, 'kind')?.toLowerCase());
  const kinds = [...new Set(known.filter((kind) => kind !== undefined))].sort(compareBytes).join(',');
  const reaches = places.flatMap(reach);
  const head =
    '{{ .Chart.Name }} {{ .Chart.Version }} is installed as {{ .Release.Name }} in the namespace {{ .Release.Namespace }}.';
  return [
    head,
    ...(kinds === '' ? [] : ['', 'Look at it:', `  kubectl get ${protect(kinds)} ${space}`]),
    ...(reaches.length === 0 ? [] : ['', 'Reach it:', ...reaches]),
    ...(testPlaces(places).length === 0 ? [] : ['', 'Test it:', `  helm test {{ .Release.Name }} ${space}`]),
    '',
  ].join('\n');
};

import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

type Files = Readonly<Record<string, string>>;

const write = (root: string, files: Files): void => {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
};

/** A repository whose first commit, on `main`, holds these files. */
const commit = (root: string, files: Files): void => {
  write(root, files);
  const git = (...args: string[]): void => {
    execFileSync('git', ['-C', root, '-c', 'user.name=benchmark', '-c', 'user.email=benchmark@example.org', ...args]);
  };
  git('init', '--quiet', '--initial-branch=main');
  git('add', '--all');
  git('commit', '--quiet', '-m', 'all');
};

const application = (name: string, path: string): string => `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata:
  name: ${name}
  namespace: argocd
spec:
  project: default
  destination:
    server: https://kubernetes.default.svc
    namespace: ${name}
  source:
    repoURL: https://git.example.org/applications.git
    path: ${path}
    targetRevision: main
`;

const settings = (namespace: string, value: number): string => `apiVersion: v1
kind: ConfigMap
metadata:
  name: settings
  namespace: ${namespace}
data:
  value: "${value}"
`;

const deployment = (name: string): string => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}
  namespace: ${name}
spec:
  replicas: 2
  selector:
    matchLabels:
      app: ${name}
  template:
    metadata:
      labels:
        app: ${name}
    spec:
      containers:
      - name: server
        image: registry.example.org/${name}:1.0.0
        envFrom:
        - configMapRef:
            name: settings
`;

const namespace = (name: string): string => `apiVersion: v1\nkind: Namespace\nmetadata:\n  name: ${name}\n`;

/** A repository of so many Applications with three objects each; a ConfigMap of one is changed in the work tree. */
export const makeManyApplications = (root: string, count: number): void => {
  const files: Record<string, string> = {};
  for (let index = 0; index < count; index++) {
    const name = `application-${index}`;
    files[`argocd/${name}.yaml`] = application(name, `applications/${name}`);
    files[`applications/${name}/settings.yaml`] = settings(name, 1);
    files[`applications/${name}/deployment.yaml`] = deployment(name);
    files[`applications/${name}/namespace.yaml`] = namespace(name);
  }
  commit(root, files);
  write(root, { 'applications/application-7/settings.yaml': settings('application-7', 2) });
};

/** A repository of so many Applications, each with a chart of its own; all charts are changed in the work tree. */
export const makeCharts = (root: string, count: number): void => {
  const files: Record<string, string> = {};
  const changed: Record<string, string> = {};
  for (let index = 0; index < count; index++) {
    const name = `chart-${index}`;
    files[`argocd/${name}.yaml`] = application(name, `charts/${name}`);
    files[`charts/${name}/Chart.yaml`] = `apiVersion: v2\nname: ${name}\nversion: 0.1.0\n`;
    files[`charts/${name}/values.yaml`] = 'value: "1"\n';
    files[`charts/${name}/templates/settings.yaml`] = settings('{{ .Release.Namespace }}', 0).replace(
      '"0"',
      '{{ .Values.value | quote }}',
    );
    files[`charts/${name}/templates/deployment.yaml`] = deployment('{{ .Release.Name }}');
    changed[`charts/${name}/values.yaml`] = 'value: "2"\n';
  }
  commit(root, files);
  write(root, changed);
};

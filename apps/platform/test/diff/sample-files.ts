/** A ConfigMap as a file. */
export const configMap = (name: string, value: string, namespace = 'shop'): string => `apiVersion: v1
kind: ConfigMap
metadata:
  name: ${name}
  namespace: ${namespace}
data:
  value: "${value}"
`;

/** A Deployment whose Pods read a ConfigMap into their environment. */
export const deployment = (name: string, replicas: number, settings = 'settings'): string => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}
  namespace: shop
spec:
  replicas: ${replicas}
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
        image: registry.example/${name}:1.0.0
        envFrom:
        - configMapRef:
            name: ${settings}
`;

/** An Argo CD Application for a directory of this repository. */
export const application = (name: string, path: string, more = ''): string => `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata:
  name: ${name}
  namespace: argocd
spec:
  project: default
  destination:
    server: https://kubernetes.default.svc
    namespace: shop
  source:
    repoURL: https://git.example/shop.git
    path: ${path}
    targetRevision: main
${more}`;

/** A chart with one ConfigMap that holds a value. */
export const chart = (path: string, value: string): Readonly<Record<string, string>> => ({
  [`${path}/Chart.yaml`]: 'apiVersion: v2\nname: chart\nversion: 0.1.0\n',
  [`${path}/values.yaml`]: `value: "${value}"\n`,
  [`${path}/templates/settings.yaml`]: `apiVersion: v1
kind: ConfigMap
metadata:
  name: {{ .Release.Name }}
data:
  value: {{ .Values.value | quote }}
`,
});

/** A kustomization that builds on \`base\` beside it. */
export const overlay = (path: string, replicas: number): Readonly<Record<string, string>> => ({
  [`${path}/kustomization.yaml`]: `apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
resources:
- ../base
replicas:
- name: web
  count: ${replicas}
`,
});

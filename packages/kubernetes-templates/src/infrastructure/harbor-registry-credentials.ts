import type { Manifest } from '@wildermesser/manifest';
import type { Container } from '@wildermesser/manifest/core/v1';
import { apiEnvironment, curlImage, restrictedContainer, secretJob } from '@wildermesser/manifest/workload';

/** The user as whom Harbor's core talks to its registry; the chart asks for this name. */
const user = 'harbor_registry_user';

/**
 * Passwords are random; the registry wants them hashed with bcrypt, for which the image of httpd has a program.
 * A pipe hides that its first program failed, so the files are looked at.
 */
const makeScript = `set -eu
od -An -v -tx1 -N 20 /dev/urandom | tr -d ' \\n' >password
htpasswd -niB ${user} <password | tr -d '\\n' >htpasswd
[ -s password ] && [ -s htpasswd ]
`;

/** The Secret is created once. Its values pass through pipes and memory only. */
const createScript = `set -eu
password=$(cat password)
htpasswd=$(cat htpasswd)
status=$(
  curl --disable --silent --show-error --connect-timeout 10 --max-time 30 \\
    --cacert "$ACCOUNT/ca.crt" --header @/dev/fd/3 --header 'Content-Type: application/json' \\
    --data-binary @- --output /dev/null --write-out '%{http_code}' \\
    "$API_SERVER/api/v1/namespaces/$(cat "$ACCOUNT/namespace")/secrets" 3<<HEADER <<BODY
Authorization: Bearer $(cat "$ACCOUNT/token")
HEADER
{"apiVersion":"v1","kind":"Secret","metadata":$METADATA,"type":"Opaque","stringData":{"REGISTRY_PASSWD":"$password","REGISTRY_HTPASSWD":"$htpasswd"}}
BODY
)
case $status in
  201) echo 'created' ;;
  409) echo 'exists already, left as it is' ;;
  *)
    echo "the API server answered $status" >&2
    exit 1
    ;;
esac
`;

const container = (name: string, image: string, script: string): Container => ({
  name,
  image,
  command: ['sh', '-c', script],
  workingDir: '/work',
  resources: { requests: { cpu: '10m', memory: '16Mi' }, limits: { cpu: '200m', memory: '64Mi' } },
  securityContext: restrictedContainer,
  volumeMounts: [{ name: 'work', mountPath: '/work' }],
});

/**
 * A Job that makes the Secret with which Harbor's core and registry know each other: `REGISTRY_PASSWD` and
 * `REGISTRY_HTPASSWD`. One that exists is left alone, so that nothing changes with a sync.
 */
export const registryCredentials = ({
  name,
  labels,
}: {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
}): readonly Manifest[] =>
  secretJob({
    name,
    labels,
    podLabels: { ...labels, 'app.kubernetes.io/name': `${name}-generator` },
    pod: {
      initContainers: [container('make', 'docker.io/library/httpd:2.4.65-alpine', makeScript)],
      containers: [
        {
          ...container('create', curlImage, createScript),
          env: [...apiEnvironment, { name: 'METADATA', value: JSON.stringify({ name, labels }) }],
        },
      ],
      volumes: [{ name: 'work', emptyDir: { medium: 'Memory', sizeLimit: '1Mi' } }],
    },
  });

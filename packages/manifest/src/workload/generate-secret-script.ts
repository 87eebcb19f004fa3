/**
 * POSIX shell program that creates a Secret from random bytes through the API server, once: a Secret that exists is
 * left as it is. Reads ACCOUNT (directory of the ServiceAccount's token, CA and namespace), API_SERVER (URL), METADATA
 * (JSON object) and KEYS (`name=bytes …`). Values are hexadecimal. They and the token pass through pipes only: never
 * an argument, a file or the output. The answer of the API server repeats the values, so it is thrown away.
 */
export const generateSecretScript = `set -eu
data=''
for key in $KEYS; do
  bytes=\${key#*=}
  value=$(od -An -v -tx1 -N "$bytes" /dev/urandom | tr -d ' \\n')
  if [ "\${#value}" -ne $((bytes * 2)) ]; then
    echo 'the random source gave too few bytes' >&2
    exit 1
  fi
  data="$data\${data:+,}\\"\${key%%=*}\\":\\"$value\\""
done
token=$(cat "$ACCOUNT/token")
namespace=$(cat "$ACCOUNT/namespace")
status=$(
  curl --disable --silent --show-error --connect-timeout 10 --max-time 30 \\
    --cacert "$ACCOUNT/ca.crt" --header @/dev/fd/3 --header 'Content-Type: application/json' \\
    --data-binary @- --output /dev/null --write-out '%{http_code}' \\
    "$API_SERVER/api/v1/namespaces/$namespace/secrets" 3<<HEADER <<BODY
Authorization: Bearer $token
HEADER
{"apiVersion":"v1","kind":"Secret","metadata":$METADATA,"type":"Opaque","stringData":{$data}}
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

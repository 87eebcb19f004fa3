import { clients } from './clients.ts';

/**
 * What the Jobs share: how they end, and the login. The Secret's passwords are mounted as files: `password` is proven,
 * `next` and the lines of `tried` may be on the server after a change that was interrupted.
 */
export const job = `set -eu
umask 027
${clients}
: "\${RESULT:=/dev/termination-log}" "\${CREDENTIALS:=/credentials}" "\${ATTEMPTS:=60}"

# Ends the Job's pod with a code and a sentence, which the operator reads.
fail() {
  printf '%s\\n' "$2" >&2
  printf '{"error":"%s","message":"%s"}' "$1" "$2" >"$RESULT"
  exit 1
}

succeed() {
  printf '%s\\n' "$1"
  printf '%s' "$1" >"$RESULT"
  exit 0
}

way="--protocol=tcp --host=$HOST --port=$PORT"
candidates() {
  for key in password next tried; do
    [ ! -e "$CREDENTIALS/$key" ] || { cat "$CREDENTIALS/$key" && echo; }
  done
}
find_password() {
  candidates | while IFS= read -r candidate; do
    [ -n "$candidate" ] || continue
    # shellcheck disable=SC2086
    if works "$candidate" $way; then
      printf '%s\\n' "$candidate"
      break
    fi
  done
}
root_password=$(find_password)
while [ -z "$root_password" ]; do
  # The name of a Service may take a moment to resolve.
  ATTEMPTS=$((ATTEMPTS - 1))
  [ "$ATTEMPTS" -gt 0 ] || fail LoginFailed "no login as root at $HOST:$PORT"
  sleep 1
  root_password=$(find_password)
done

# Runs the SQL on standard input.
sql() {
  # shellcheck disable=SC2086
  login "$root_password" $way "$@"
}

# The newest of the backups, which are directories that count up; empty when there is none.
newest_backup() {
  for each in "$DIRECTORY"/[0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]; do [ ! -d "$each" ] || printf '%s\\n' "\${each##*/}"; done |
    sort | tail -n 1
}

# A value of the manifest $1, by its key $2: one key a line.
manifest_value() {
  sed -n "s/^ *\\"$2\\": \\"\\{0,1\\}\\([^\\",]*\\)\\"\\{0,1\\},\\{0,1\\}$/\\1/p" "$1"
}

# Whether the dump in the directory $1 is what its manifest says, to the last line. Prints what is wrong.
check_backup() {
  if [ ! -f "$1/manifest.json" ]; then echo 'it has no manifest'; return 1; fi
  if [ ! -f "$1/$DUMP" ]; then echo 'it has no dump'; return 1; fi
  if [ "$(wc -c <"$1/$DUMP")" -ne "$(manifest_value "$1/manifest.json" bytes)" ] 2>/dev/null; then
    echo 'the dump has another size than its manifest says'; return 1
  fi
  sum=$(sha256sum <"$1/$DUMP")
  if [ "\${sum%% *}" != "$(manifest_value "$1/manifest.json" sha256)" ]; then
    echo 'the dump has another SHA-256 than its manifest says'; return 1
  fi
  case $(tail -n 1 "$1/$DUMP") in
    '-- Dump completed'*) ;;
    *) echo 'the dump does not end as a complete one'; return 1 ;;
  esac
}

answer() {
  sql 2>/dev/null || fail QueryFailed 'the server does not answer'
}

# What is known of the restore of this data: nothing, or state, instance and backup.
restore_mark() {
  printf 'SELECT CONCAT_WS(" ", state, instance, backup) FROM mysql_operator.restored;\\n' | answer
}

count_tables() {
  printf "SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = '%s' AND table_type = 'BASE TABLE';\\n" \\
    "$MYSQL_DATABASE" | answer
}
`;

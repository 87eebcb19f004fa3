import { clients } from './clients.ts';

/**
 * Changes the password of both root accounts from inside the pod. Standard input: the wanted password, then those that
 * the server may have, each a line; an empty line ends them. It may be run any number of times, from any half-done state.
 *
 * Exit codes: 0 both accounts have the wanted password; 3 no password works; 4 the server refused, its error number is
 * on standard output; 5 the server does not answer.
 */
export const rotatePassword = `set -u
${clients}
IFS= read -r wanted
known=$wanted
while IFS= read -r line && [ -n "$line" ]; do
  known=$known'
'$line
done

route() {
  case $1 in
    localhost) printf '%s\\n' "--protocol=socket --socket=$SOCKET" ;;
    *) printf '%s\\n' "--protocol=tcp --host=127.0.0.1 --port=$PORT" ;;
  esac
}

"$admin" --no-defaults --protocol=socket --socket="$SOCKET" ping >/dev/null 2>&1 || exit 5

# What an account has already needs no change; and one login that works is enough to change the others.
change=''
for host in localhost %; do
  # shellcheck disable=SC2046
  works "$wanted" $(route "$host") || change="$change $host"
done
if [ -z "$change" ]; then
  echo unchanged
  exit 0
fi

entrance=$(
  printf '%s\\n' "$known" | {
    number=0
    while IFS= read -r candidate; do
      number=$((number + 1))
      for host in localhost %; do
        # shellcheck disable=SC2046
        if works "$candidate" $(route "$host"); then
          printf '%s %s' "$number" "$host"
          exit 0
        fi
      done
    done
  }
)
[ -n "$entrance" ] || exit 3
current=$(printf '%s\\n' "$known" | sed -n "\${entrance%% *}p")
way=$(route "\${entrance#* }")

# shellcheck disable=SC2086
version=$(printf 'SELECT VERSION();\\n' | login "$current" $way 2>/dev/null) || exit 5
retain=''
if has_dual_passwords "$version"; then retain=' RETAIN CURRENT PASSWORD'; fi

# shellcheck disable=SC2086
said=$(
  {
    printf '%s\\n' "SET SESSION sql_mode = '';"
    for host in $change; do
      printf "CREATE USER IF NOT EXISTS 'root'@'%s' IDENTIFIED BY %s;\\n" "$host" "$(literal "$wanted")"
      printf "ALTER USER 'root'@'%s' IDENTIFIED BY %s%s;\\n" "$host" "$(literal "$wanted")" "$retain"
      printf "GRANT ALL PRIVILEGES ON *.* TO 'root'@'%s' WITH GRANT OPTION;\\n" "$host"
    done
  } | login "$current" $way 2>&1
) || {
  error_number "$said"
  exit 4
}

for host in localhost %; do
  # shellcheck disable=SC2046
  works "$wanted" $(route "$host") || exit 5
done
echo changed
`;

/**
 * Discards the second password of both root accounts, where the server has such. Standard input: the password, and an empty
 * line. Exit codes: 0 there is no second password; 3 the password does not work; 4 the server refused.
 */
export const discardOldPassword = `set -u
${clients}
IFS= read -r current
way="--protocol=socket --socket=$SOCKET"
# shellcheck disable=SC2086
version=$(printf 'SELECT VERSION();\\n' | login "$current" $way 2>/dev/null) || exit 3
if ! has_dual_passwords "$version"; then
  echo 'has no second passwords'
  exit 0
fi
# shellcheck disable=SC2086
said=$(
  for host in localhost %; do printf "ALTER USER IF EXISTS 'root'@'%s' DISCARD OLD PASSWORD;\\n" "$host"; done |
    login "$current" $way 2>&1
) || {
  error_number "$said"
  exit 4
}
echo discarded
`;

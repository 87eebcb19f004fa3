/**
 * Shell functions that the scripts share: the programs of either server, a login whose password is in no argument and in
 * no file, and SQL literals. POSIX sh with sed, nothing else.
 *
 * The text is constant; whatever varies comes in the environment, on standard input or in mounted files.
 */
export const clients = `
export LC_ALL=C
client=$(command -v mariadb || command -v mysql)
admin=$(command -v mariadb-admin || command -v mysqladmin)
: "\${SOCKET:=/run/mysqld/mysqld.sock}" "\${PORT:=3306}"

# An option file with the password $1, on standard output.
option_file() {
  printf '[client]\\npassword="%s"\\n' "$(printf '%s\\n' "$1" | sed -e 's/\\\\/\\\\\\\\/g' -e 's/"/\\\\"/g')"
}

# $1 as a literal of SQL; backslashes count, so sql_mode has to be without NO_BACKSLASH_ESCAPES.
literal() {
  printf "'%s'" "$(printf '%s\\n' "$1" | sed -e 's/\\\\/\\\\\\\\/g' -e "s/'/''/g")"
}

# Runs the SQL on standard input with the password $1, over the route in the other arguments.
login() {
  password=$1
  shift
  {
    option_file "$password" |
      "$client" --defaults-file=/dev/fd/4 --user=root --default-character-set=utf8mb4 \\
        --batch --skip-column-names --binary-mode "$@" 4<&0 0<&3 3<&-
  } 3<&0
}

# Whether root logs in with the password $1 over the route in the other arguments.
works() {
  password=$1
  shift
  option_file "$password" | "$admin" --defaults-file=/dev/stdin --user=root "$@" status >/dev/null 2>&1
}

# The number of the first error in what a client said. Its words may repeat the statement, so they are never shown.
error_number() {
  printf '%s\\n' "$1" | sed -n 's/.*ERROR \\([0-9]*\\).*/\\1/p' | sed -n 1p
}

# Whether a server of version $1 keeps a second password for each account: MySQL from 8.0.14, never MariaDB.
has_dual_passwords() {
  case $1 in
    *[Mm]aria[Dd][Bb]*) return 1 ;;
  esac
  major=\${1%%.*}
  rest=\${1#*.}
  minor=\${rest%%.*}
  patch=\${rest#*.}
  patch=\${patch%%[!0-9]*}
  [ "$major" -gt 8 ] || { [ "$major" -eq 8 ] && { [ "$minor" -gt 0 ] || [ "\${patch:-0}" -ge 14 ]; }; }
}
`;

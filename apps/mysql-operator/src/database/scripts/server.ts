/**
 * Starts the server of whatever image it runs in, as process 1.
 *
 * The data lives in one directory, so that it comes, goes and changes hands by one rename:
 * `/var/lib/mysql/instance/{record,data}`. The record says whose it is, and which server wrote it last. Data of another
 * MySQL that the operator did not mean to take over is set aside, and kept until the next that is set aside.
 *
 * At each start both root accounts get the password of the environment: whatever happened before, the Secret is right
 * afterwards. The server unsets it, and hears nobody before that is done. Until the restore Job has said that the data is
 * complete, the server takes no writes but those of administrators; MySQL takes none at all.
 *
 * Reads MYSQL_ROOT_PASSWORD, MYSQL_DATABASE and DATA_UID. Refusals go to the termination log.
 */
export const startServer = `set -eu
export LC_ALL=C
umask 077
: "\${ROOT:=/var/lib/mysql}" "\${RUN:=/run/mysqld}" "\${PORT:=3306}" "\${RESULT:=/dev/termination-log}"
instance=$ROOT/instance

refuse() {
  printf '%s\\n' "$1" >&2
  printf '{"error":"%s","message":"%s"}' "$2" "$1" >"$RESULT"
  exit 1
}

# A number that grows with the series: 8004 of 8.4.3.
series() {
  rest=\${1#*.}
  printf '%s' "$((\${1%%.*} * 1000 + \${rest%%[!0-9]*}))"
}

server=$(command -v mariadbd || command -v mysqld) || refuse 'the image has neither mariadbd nor mysqld' NoServer
version=$("$server" --no-defaults --version)
version=\${version#*Ver }
version=\${version%% *}
case $version in
  *[Mm]aria[Dd][Bb]*) family=mariadb ;;
  *) family=mysql ;;
esac

if [ -e "$ROOT/ibdata1" ] && [ ! -e "$instance" ]; then
  refuse 'the volume holds a data directory that this operator did not make; dump it with its own server first' ForeignData
fi

if [ -e "$instance" ]; then
  read -r owner data_family data_version <"$instance/record"
  if [ "$owner" != "$DATA_UID" ]; then
    printf 'setting aside the data of %s, which is not to be taken over\\n' "$owner" >&2
    rm -rf "$ROOT"/left-by-*
    mv "$instance" "$ROOT/left-by-$owner"
  fi
fi

upgrade=no
if [ -e "$instance" ]; then
  [ "$data_family" = "$family" ] ||
    refuse "the data belongs to $data_family $data_version, and the image has $family $version" EngineChangeRefused
  [ "$(series "$version")" -ge "$(series "$data_version")" ] ||
    refuse "the data was written by $data_version, and the image has the older $version" DowngradeRefused
  [ "$(series "$version")" -eq "$(series "$data_version")" ] || upgrade=yes
else
  rm -rf "$ROOT/.new"
  mkdir "$ROOT/.new"
  case $family in
    mariadb)
      mariadb-install-db --no-defaults --datadir="$ROOT/.new/data" \\
        --auth-root-authentication-method=socket --skip-test-db >&2
      ;;
    mysql) "$server" --no-defaults --initialize-insecure --datadir="$ROOT/.new/data" >&2 ;;
  esac
  printf '%s %s %s\\n' "$DATA_UID" "$family" "$version" >"$ROOT/.new/record"
  sync "$ROOT/.new/record" "$ROOT/.new"
  mv "$ROOT/.new" "$instance"
fi

case $family in
  mysql) own='--secure-file-priv=NULL --mysqlx=OFF' read_only=super_read_only ;;
  mariadb) own='' read_only=read_only ;;
esac

if [ "$upgrade" = yes ]; then
  # From here on an older server does not take the data.
  printf '%s %s %s\\n' "$DATA_UID" "$family" "$version" >"$instance/record.new"
  mv "$instance/record.new" "$instance/record"
  # MySQL brings its system tables up to date by itself.
  if [ "$family" = mariadb ]; then
    "$server" --no-defaults --datadir="$instance/data" --socket="$RUN/upgrade.sock" --pid-file="$RUN/upgrade.pid" \\
      --skip-networking --skip-grant-tables &
    pid=$!
    until mariadb-admin --no-defaults --socket="$RUN/upgrade.sock" ping >/dev/null 2>&1; do
      kill -0 "$pid"
      sleep 1
    done
    mariadb-upgrade --no-defaults --socket="$RUN/upgrade.sock" >&2
    kill "$pid"
    wait "$pid"
  fi
fi

secret=$(printf '%s\\n' "$MYSQL_ROOT_PASSWORD" | sed -e 's/\\\\/\\\\\\\\/g' -e "s/'/''/g")
{
  # One statement a line: MariaDB reads them so. Without NO_BACKSLASH_ESCAPES, and as the bytes that clients send.
  printf '%s\\n' 'SET NAMES utf8mb4;' "SET SESSION sql_mode = '';"
  for host in localhost %; do
    printf "CREATE USER IF NOT EXISTS 'root'@'%s' IDENTIFIED BY '%s';\\n" "$host" "$secret"
    printf "ALTER USER 'root'@'%s' IDENTIFIED BY '%s';\\n" "$host" "$secret"
    printf "GRANT ALL PRIVILEGES ON *.* TO 'root'@'%s' WITH GRANT OPTION;\\n" "$host"
  done
  printf 'CREATE DATABASE IF NOT EXISTS \`%s\`;\\n' "$MYSQL_DATABASE"
  printf '%s\\n' 'CREATE DATABASE IF NOT EXISTS mysql_operator;' \\
    'CREATE TABLE IF NOT EXISTS mysql_operator.restored (one TINYINT PRIMARY KEY, instance VARCHAR(64), backup VARCHAR(64), state VARCHAR(16));'
  printf '%s\\n' "SET @unfinished = (SELECT COUNT(*) = 0 FROM mysql_operator.restored WHERE state = 'done');" \\
    "SET GLOBAL $read_only = @unfinished;"
} >"$RUN/init.sql"
unset MYSQL_ROOT_PASSWORD secret

# Nothing reads a binary log here, and it would fill the volume.
# shellcheck disable=SC2086
exec "$server" --no-defaults --datadir="$instance/data" --socket="$RUN/mysqld.sock" --pid-file="$RUN/mysqld.pid" \\
  --port="$PORT" --init-file="$RUN/init.sql" --character-set-server=utf8mb4 --skip-name-resolve --skip-log-bin $own
`;

/** Whether the server answers. A refused login is an answer; so no password is needed, but without one the log fills. */
export const probeServer = `admin=$(command -v mariadb-admin || command -v mysqladmin)
printf '[client]\\npassword="%s"\\n' \\
  "$(printf '%s\\n' "$MYSQL_ROOT_PASSWORD" | LC_ALL=C sed -e 's/\\\\/\\\\\\\\/g' -e 's/"/\\\\"/g')" |
  "$admin" --defaults-file=/dev/stdin --user=root --socket="\${SOCKET:-/run/mysqld/mysqld.sock}" ping
`;

/** Gives the directory of a hostPath volume, which the kubelet makes for root alone, to the server's user. */
export const ownVolume = `set -eu
[ "$(stat -c %u:%g "$VOLUME")" = 999:999 ] || chown 999:999 "$VOLUME"
`;

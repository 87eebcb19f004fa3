import { job } from './job.ts';

/**
 * Imports the newest backup into an empty database, once in the life of the data. What was done is a row in the schema
 * `mysql_operator` of the server, so it goes with the data: whoever runs this again, and whatever became of the status,
 * finds it. Until then the server is read-only, as its start script made it. A backup that is not whole to the last byte is refused before the server is touched; an older one is not
 * taken in its place, because that would look as if nothing were lost. A database that somebody filled before is refused
 * for the same reason.
 *
 * Reads HOST, MYSQL_DATABASE, DIRECTORY, DUMP and INSTANCE (uid).
 */
export const restore = `${job}
remember() {
  printf "REPLACE INTO mysql_operator.restored VALUES (1, '%s', '%s', '%s');\\n" "$INSTANCE" "$1" "$2" | answer
}

# What is done ends with a server that takes writes.
finish() {
  printf 'SET GLOBAL read_only = 0;\\n' | answer
  succeed "$1"
}

# Stops administrators too where it exists, which is in MySQL; read_only stays.
printf 'SET GLOBAL super_read_only = 0;\\n' | sql >/dev/null 2>&1 || true
marked=$(restore_mark)
state=\${marked%% *}
if [ "$state" = done ]; then
  rest=\${marked#* }
  from=\${rest#* }
  if [ "\${rest%% *}" = "$INSTANCE" ] && [ -n "$from" ]; then
    finish "{\\"restored\\":true,\\"backup\\":\\"$from\\"}"
  fi
  finish '{"restored":false,"why":"DataKept"}'
fi

number=$(newest_backup)
if [ -z "$number" ]; then
  remember '' done
  finish '{"restored":false,"why":"NoBackup"}'
fi
backup=$DIRECTORY/$number
wrong=$(check_backup "$backup") || fail DumpDamaged "the backup $number is damaged and was not restored: $wrong"

# In an assignment, so that a failed count ends the script instead of counting as none.
existing=$(count_tables)
if [ "$state" != started ] && [ "$existing" -ne 0 ]; then
  fail DatabaseNotEmpty "there is a backup, but the database has $existing tables already; empty it, or move the backup away"
fi

remember "$number" started
printf 'CREATE DATABASE IF NOT EXISTS \`%s\`;\\n' "$MYSQL_DATABASE" | answer
said=$(sql "$MYSQL_DATABASE" <"$backup/$DUMP" 2>&1) ||
  fail ImportFailed "the backup $number could not be imported, error $(error_number "$said")"
tables=$(manifest_value "$backup/manifest.json" tables)
arrived=$(count_tables)
if [ "$tables" -gt 0 ] && [ "$arrived" -eq 0 ]; then
  fail ImportFailed "the backup $number has $tables tables, and none arrived"
fi
remember "$number" done
finish "{\\"restored\\":true,\\"backup\\":\\"$number\\"}"
`;

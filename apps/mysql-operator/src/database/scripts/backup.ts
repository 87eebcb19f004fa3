import { job } from './job.ts';

/**
 * Dumps the database and files the dump: written below `.incoming`, checked for its last line, summed, synced, described by a
 * manifest, and only then renamed to the next number, in one step. Whatever fails before leaves all older backups as they
 * are; the oldest go when the new one has been read back. A backup that was not restored yet is left as the newest.
 *
 * Reads HOST, MYSQL_DATABASE, DIRECTORY, DUMP (name of the file), KEEP (how many), INSTANCE (uid), NAME (`namespace/name`),
 * and FINAL: `yes` makes the server refuse the writes of all but administrators first, since nothing later would be kept.
 */
export const backup = `${job}
dump=$(command -v mariadb-dump || command -v mysqldump)
incoming=$DIRECTORY/.incoming
version=$(printf 'SELECT VERSION();\\n' | sql 2>/dev/null) || fail QueryFailed 'the server does not answer'

# Data that the newest backup was not imported into yet is no younger than that backup, and must not take its place.
last=$(newest_backup)
marked=$(restore_mark)
if [ -n "$last" ] && [ "\${marked%% *}" != 'done' ]; then
  existing=$(count_tables)
  if [ -z "$marked" ] && [ "$existing" -ne 0 ]; then
    fail DatabaseNotEmpty "the backup $last was never restored, and the database has $existing tables; empty it, or move the backup away"
  fi
  wrong=$(check_backup "$DIRECTORY/$last") || fail DumpDamaged "the backup $last was never restored and is damaged: $wrong"
  manifest=$DIRECTORY/$last/manifest.json
  succeed "{\\"backup\\":\\"$last\\",\\"bytes\\":$(manifest_value "$manifest" bytes),\\"sha256\\":\\"$(manifest_value "$manifest" sha256)\\",\\"tables\\":$(manifest_value "$manifest" tables)}"
fi

if [ "$FINAL" = yes ]; then
  printf 'SET GLOBAL read_only = 1;\\n' | sql >/dev/null 2>&1 || fail QueryFailed 'the server does not become read-only'
  # Only MySQL has it, and it stops administrators too.
  printf 'SET GLOBAL super_read_only = 1;\\n' | sql >/dev/null 2>&1 || true
fi

rm -rf "$incoming"
mkdir "$incoming" || fail VolumeFailed 'the volume of the backups cannot be written to'
options=''
if "$dump" --no-defaults --help | grep -q -e '--set-gtid-purged'; then options='--set-gtid-purged=OFF'; fi
# shellcheck disable=SC2086
said=$(
  {
    option_file "$root_password" |
      "$dump" --defaults-file=/dev/stdin --user=root $way --single-transaction --quick --routines --events --triggers \\
        --hex-blob --no-tablespaces --default-character-set=utf8mb4 $options "$MYSQL_DATABASE" >"$incoming/$DUMP"
  } 2>&1
) || {
  # MySQL and MariaDB say it as \`error: 1356:\` or, at the end of the line, as \`(1356)\`.
  number=$(printf '%s\\n' "$said" | sed -n -e 's/.*[Ee]rror:\\{0,1\\} \\([0-9]\\{1,\\}\\).*/\\1/p' -e 's/.*(\\([0-9]\\{1,\\}\\))[^)]*$/\\1/p' | sed -n 1p)
  fail DumpFailed "the dump failed\${number:+, error $number}"
}
case $(tail -n 1 "$incoming/$DUMP") in
  '-- Dump completed'*) ;;
  *) fail DumpIncomplete 'the dump lacks its last line; is the volume full?' ;;
esac
tables=$(count_tables)

bytes=$(wc -c <"$incoming/$DUMP" | tr -d ' ')
sum=$(sha256sum <"$incoming/$DUMP")
sum=\${sum%% *}
number=$(printf '%08d' "$((1\${last:-00000000} - 100000000 + 1))")
cat >"$incoming/manifest.json" <<MANIFEST || fail VolumeFailed 'the manifest cannot be written'
{
  "backup": "$number",
  "file": "$DUMP",
  "bytes": $bytes,
  "sha256": "$sum",
  "tables": $tables,
  "database": "$MYSQL_DATABASE",
  "mysql": "$NAME",
  "instance": "$INSTANCE",
  "server": "$(printf '%s' "$version" | tr -cd 'A-Za-z0-9.+~_-')",
  "final": "$FINAL",
  "created": "$(date -u +%Y-%m-%dT%H:%M:%SZ)"
}
MANIFEST
sync "$incoming/$DUMP" "$incoming/manifest.json" "$incoming" || fail VolumeFailed 'the dump cannot be written to the disk'
mv "$incoming" "$DIRECTORY/$number"
sync "$DIRECTORY"
wrong=$(check_backup "$DIRECTORY/$number") || fail DumpDamaged "the backup $number does not read back: $wrong"

for each in "$DIRECTORY"/[0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]; do printf '%s\\n' "\${each##*/}"; done |
  sort -r | tail -n "+$((KEEP + 1))" | while IFS= read -r old; do rm -rf "$DIRECTORY/$old"; done
succeed "{\\"backup\\":\\"$number\\",\\"bytes\\":$bytes,\\"sha256\\":\\"$sum\\",\\"tables\\":$tables}"
`;

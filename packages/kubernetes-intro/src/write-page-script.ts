/**
 * POSIX shell program that writes `index.html` into the directory ROOT. The page shows which pod answered and how the
 * pod finds others by name. It is renamed into place, so that nobody is ever served half a page.
 */
export const writePageScript = `set -eu
escaped() {
  sed -e 's/&/\\&amp;/g' -e 's/</\\&lt;/g' -e 's/>/\\&gt;/g' "$1"
}
cat >"$ROOT/index.html.new" <<PAGE
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>web</title>
</head>
<body>
<h1>It works</h1>
<p>This page was written by the init container of one pod. Its hosts and its name servers:</p>
<h2>/etc/hosts</h2>
<pre>$(escaped /etc/hosts)</pre>
<h2>/etc/resolv.conf</h2>
<pre>$(escaped /etc/resolv.conf)</pre>
</body>
</html>
PAGE
mv "$ROOT/index.html.new" "$ROOT/index.html"
`;

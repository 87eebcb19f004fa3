import assert from 'node:assert/strict';
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { run } from '@wildermesser/exec';
import { build } from 'esbuild';
import { hostArchitecture } from '../src/architecture.ts';
import { buildImage, imageEntries, imageFiles } from '../src/build-image.ts';
import { writeArchive } from '../src/oci/docker-archive.ts';
import { topOf } from '../src/oci/read-layout.ts';
import { pushLayout } from '../src/registry/push-layout.ts';
import { pushReferrer } from '../src/registry/push-referrer.ts';
import { parseReference } from '../src/registry/reference.ts';
import { openSession } from '../src/registry/session.ts';
import { writeRuntimeBundle } from '../src/run/runtime-bundle.ts';
import { sha256 } from '../src/sha256.ts';
import { probeWorkspace } from './probe-workspace.ts';

const probe = fileURLToPath(new URL('build-probe.ts', import.meta.url));
const workspace = probeWorkspace('plain');
const request = {
  workspace: workspace.root,
  folder: workspace.folder,
  entry: 'apps/probe/src/main.ts',
  output: workspace.output,
  cache: workspace.cache,
  repository: 'registry.example/acme/probe',
  source: 'https://git.example/platform',
};
const image = await buildImage(request);
const layout = join(workspace.output, imageFiles.layout);
const architecture = hostArchitecture();
assert.ok(architecture);

const temporary = (name: string): string => {
  const folder = mkdtempSync(join(tmpdir(), `${name}-`));
  after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
};

const treeOf = (folder: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => join(parentPath, name))
      .sort()
      .map((path) => [path.slice(folder.length), sha256(readFileSync(path))]),
  );

test('a build elsewhere, without a network, under another umask, locale, time zone and order of files makes the same bytes', async () => {
  const elsewhere = probeWorkspace('a folder with blanks', 'backwards');
  const { stdout } = await run(
    'unshare',
    ['--net', process.execPath, probe, elsewhere.root, elsewhere.folder, elsewhere.output, elsewhere.cache],
    {
      timeoutSeconds: 300,
      env: { PATH: process.env.PATH, PROBE_UMASK: '077', TZ: 'Pacific/Kiritimati', LC_ALL: 'tr_TR.UTF-8', HOME: '/' },
    },
  );
  assert.deepEqual(JSON.parse(stdout), image.pin);
  assert.deepEqual(treeOf(elsewhere.output), treeOf(workspace.output));
});

test('another version of Node compresses to the same bytes', async (context) => {
  const { stdout: version } = await run('node', ['--version']);
  if (version.trim() === process.version) return context.skip('PATH has no other Node than the one that runs this');
  const work = temporary('other-node');
  const outfile = join(work, 'print-base.mjs');
  // As one file without types, which older versions cannot read.
  const banner =
    "import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);";
  await build({
    entryPoints: [fileURLToPath(new URL('print-base.ts', import.meta.url))],
    bundle: true,
    platform: 'node',
    format: 'esm',
    banner: { js: banner },
    outfile,
    logLevel: 'silent',
  });
  const { stdout } = await run('node', [outfile, workspace.folder], { env: { ...process.env, TMPDIR: work } });
  const { node, digests } = JSON.parse(stdout) as { node: string; digests: readonly string[] };
  assert.notEqual(node, process.version);
  const { amd64, arm64 } = image.pin.layers;
  assert.deepEqual(digests, [amd64.base, arm64.base]);
});

test('a build with everything cached makes the same bytes', async () => {
  const before = treeOf(workspace.output);
  await buildImage(request);
  assert.deepEqual(treeOf(workspace.output), before);
});

test('other tools read the layout, under the digest that was printed', async () => {
  const { stdout } = await run('skopeo', ['inspect', '--raw', `oci:${layout}:1.2.3`]);
  assert.equal(`sha256:${sha256(stdout)}`, image.pin.digest);
});

/** Runs until the program has said what it sees. */
const firstLine = (child: ChildProcess): Promise<string> =>
  new Promise((resolve, reject) => {
    let out = '';
    let err = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      out += chunk.toString();
      if (out.includes('\n')) resolve(out.split('\n')[0] ?? '');
    });
    child.stderr?.on('data', (chunk: Buffer) => {
      err += chunk.toString();
    });
    child.on('exit', (code) => reject(new Error(`the container ended with ${code}: ${err}`)));
  });

test('the program runs as 65532 on a read-only root without a shell, and SIGTERM ends it', async () => {
  const bundle = temporary('image-run');
  writeRuntimeBundle(bundle, await imageEntries(request, architecture), { args: ['a', 'b c'], env: { PROBE: 'x y' } });
  const name = `image-test-${process.pid}`;
  const child = spawn('runc', ['run', '--bundle', bundle, name], { stdio: ['ignore', 'pipe', 'pipe'] });
  after(() => spawnSync('runc', ['delete', '--force', name]));
  const ended = new Promise((resolve) => child.on('exit', resolve));
  const seen = JSON.parse(await firstLine(child)) as Record<string, unknown>;
  assert.deepEqual(seen, {
    label: 'probe',
    arguments: ['a', 'b c'],
    variable: 'x y',
    node: `v${image.runtime.version}`,
    pid: 1,
    uid: 65532,
    name: 'nonroot',
    folder: '/app',
    root: 'EROFS',
    app: 'EROFS',
    tmp: 'written',
    shell: false,
    system: 'Debian GNU/Linux 13 (trixie)',
    authorities: true,
  });
  child.kill('SIGTERM');
  assert.equal(await ended, 0);
});

test('the archive of an architecture unpacks to what the layers hold', async () => {
  const [first] = image.images;
  assert.ok(first);
  const work = temporary('image-archive');
  const archive = join(work, 'image.tar');
  writeArchive(layout, first, 'registry.example/acme/probe:1.2.3', archive);
  await run('skopeo', [
    'copy',
    '--quiet',
    '--insecure-policy',
    `oci-archive:${archive}`,
    `oci:${join(work, 'oci')}:probe`,
  ]);
  await run('umoci', ['unpack', '--image', `${join(work, 'oci')}:probe`, join(work, 'unpacked')], {
    timeoutSeconds: 120,
  });
  const rootfs = join(work, 'unpacked/rootfs');
  assert.equal(sha256(readFileSync(join(rootfs, 'app/main.mjs'))), sha256(image.bundle.program));
  assert.ok(existsSync(join(rootfs, 'lib/x86_64-linux-gnu/libc.so.6')), 'the link /lib is one still');
});

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });

const isUp = async (url: string): Promise<boolean> => {
  try {
    return (await fetch(url)).ok;
  } catch {
    return false;
  }
};

test('a registry takes the image, gives it back by digest, and knows what is attached to it', async () => {
  const work = temporary('registry');
  const port = await freePort();
  const config = join(work, 'config.yml');
  mkdirSync(join(work, 'data'));
  writeFileSync(
    config,
    `version: 0.1\nlog: { level: error }\nstorage: { filesystem: { rootdirectory: ${work}/data } }\nhttp: { addr: "127.0.0.1:${port}" }\n`,
  );
  const registry = spawn('docker-registry', ['serve', config], { stdio: 'ignore' });
  after(() => registry.kill());
  const url = `http://127.0.0.1:${port}/v2/`;
  for (let attempt = 0; attempt < 100 && !(await isUp(url)); attempt++)
    await new Promise((resolve) => setTimeout(resolve, 100));

  const reference = parseReference(`127.0.0.1:${port}/acme/probe:v1`);
  const session = openSession(reference, undefined);
  const first = await pushLayout(session, reference, layout);
  assert.equal(first.digest, image.pin.digest);
  assert.equal((await pushLayout(session, reference, layout)).uploaded.length, 0);

  const pulled = join(work, 'pulled');
  const source = `docker://127.0.0.1:${port}/acme/probe@${image.pin.digest}`;
  await run('skopeo', [
    'copy',
    '--quiet',
    '--insecure-policy',
    '--all',
    '--preserve-digests',
    '--src-tls-verify=false',
    source,
    `oci:${pulled}:v1`,
  ]);
  assert.equal(topOf(pulled).digest, image.pin.digest);

  const attachment = {
    type: 'application/vnd.cyclonedx+json',
    content: readFileSync(join(workspace.output, imageFiles.sbom('amd64')), 'utf8'),
  };
  const referrer = await pushReferrer(session, reference, topOf(layout), attachment);
  const listed = await (
    await fetch(`${url}acme/probe/manifests/${image.pin.digest.replace(':', '-')}`, {
      headers: { accept: 'application/vnd.oci.image.index.v1+json' },
    })
  ).json();
  assert.deepEqual(
    (listed as { manifests: readonly { digest: string; artifactType: string }[] }).manifests.map(
      ({ digest, artifactType }) => [digest, artifactType],
    ),
    [[referrer.digest, attachment.type]],
  );
});

test('a disk that is full leaves the image that was there, and no half of another', async () => {
  const disk = mkdtempSync(join(tmpdir(), 'image-disk-'));
  after(() => {
    spawnSync('umount', [disk]);
    rmSync(disk, { recursive: true, force: true });
  });
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=4m', 'tmpfs', disk], { encoding: 'utf8' });
  assert.equal(mounted.status, 0, mounted.stderr);
  const output = join(disk, 'image');
  mkdirSync(output);
  writeFileSync(join(output, 'old'), 'old');
  await assert.rejects(buildImage({ ...request, output }), { code: 'ENOSPC' });
  assert.deepEqual(readdirSync(disk), ['image']);
  assert.equal(readFileSync(join(output, 'old'), 'utf8'), 'old');
});

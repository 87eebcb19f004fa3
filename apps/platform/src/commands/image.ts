import type { Command } from '../command.ts';
import type { Io } from '../io.ts';
import { parseCommandLine } from '../parse-command-line.ts';
import { UsageError } from '../usage-error.ts';

const help = `Usage: platform image <verb> [options]

Builds the image of the MySQL operator for amd64 and arm64, without a daemon: the same bytes on every machine.

Verbs:
  build               write an OCI layout, bills of materials and the digest to packages/operator-image/dist
  bundle              write only the program, as one file
  tar                 build, then write one archive an architecture, for docker load and the like
  pin                 build, then write the digest to where the manifests read it
  check               build once more from nothing; compare every byte with the last build, the digest with the pinned one
  run [-- argument…]  build, then run it here with docker, podman, nerdctl or runc
  push [reference]    build, then push it with bills of materials and provenance to registry/name:tag
  update-base         lock the newest packages of Debian that the image is made of

Options:
  --env <name>        run: pass a variable of this shell on; may be repeated
  --key <file>        push: sign the provenance with this private key (PEM, P-256)
  --dry-run           push: only say what would be pushed
  --node <version>    update-base: lock this version of Node, too

Exit codes: 0 done, 1 the image differs (check) or the program's own (run), 2 wrong use, or something is missing.
`;

type Values = {
  readonly env?: string[] | undefined;
  readonly key?: string | undefined;
  readonly 'dry-run'?: boolean | undefined;
  readonly node?: string | undefined;
};

type Verb = (names: readonly string[], values: Values, io: Io) => Promise<number>;

const verbs: Readonly<Record<string, Verb>> = {
  build: async (_names, _values, io) => (await import('../image/build.ts')).build(io),
  bundle: async (_names, _values, io) => (await import('../image/bundle.ts')).bundle(io),
  tar: async (_names, _values, io) => (await import('../image/tar.ts')).tar(io),
  pin: async (_names, _values, io) => (await import('../image/pin.ts')).pin(io),
  check: async (_names, _values, io) => (await import('../image/check.ts')).check(io),
  run: async (names, { env = [] }, io) => (await import('../image/run.ts')).run(names, env, io),
  push: async ([reference], { key, 'dry-run': dryRun = false }, io) =>
    (await import('../image/push.ts')).push({ reference, key, dryRun }, io),
  'update-base': async (_names, { node }, io) => (await import('../image/update-base.ts')).updateImageBase(node, io),
};

/** How many names a verb takes. */
const limits: Readonly<Record<string, number>> = { push: 1, run: Number.POSITIVE_INFINITY };

/** The image of the operator. */
export const image: Command = {
  help,
  run: async (args, io) => {
    const { values, positionals } = parseCommandLine(args, {
      env: { type: 'string', multiple: true },
      key: { type: 'string' },
      'dry-run': { type: 'boolean' },
      node: { type: 'string' },
    });
    const [name = '', ...names] = positionals;
    const verb = Object.hasOwn(verbs, name) ? verbs[name] : undefined;
    if (verb === undefined)
      throw new UsageError(
        name === '' ? 'image wants a verb' : `image has no verb ${name}`,
        `there are ${Object.keys(verbs).join(', ')}`,
      );
    if (names.length > (limits[name] ?? 0))
      throw new UsageError(`image ${name} takes no ${names[limits[name] ?? 0]}`, 'see ./platform image --help');
    return verb(names, values, io);
  },
};

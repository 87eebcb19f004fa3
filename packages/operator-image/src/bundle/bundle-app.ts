import { readFileSync } from 'node:fs';
import { type BuildFailure, build, type Metafile } from 'esbuild';
import { ImageError } from '../image-error.ts';
import { type BundledPackage, bundledPackages } from './bundled-packages.ts';
import { thirdPartyNotices } from './third-party-notices.ts';

/** The program as one file. */
export interface AppBundle {
  readonly program: Uint8Array;
  /** Exactly the npm packages that the program holds code of, sorted by name and version. */
  readonly packages: readonly BundledPackage[];
  /** Their licences, as these ask for. */
  readonly notices: string;
  /** What esbuild says of every input. */
  readonly metafile: Metafile;
}

/** Packages in CommonJS call `require` for Node's own modules, which a module does not have. */
const banner =
  "import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);";

const isBuildFailure = (error: unknown): error is BuildFailure => error instanceof Error && 'errors' in error;

/**
 * Bundles a program for Node 24. Minified as a whole: otherwise comments with the layout of `node_modules` stay in, and
 * the bytes depend on how npm happened to nest packages. Names are kept for messages and logs.
 *
 * @param workspace the root of the repository
 * @param entry the program's first module, below the root
 * @throws ImageError which names file and line of what does not build
 */
export const bundleApp = async (workspace: string, entry: string): Promise<AppBundle> => {
  try {
    const { outputFiles, metafile } = await build({
      absWorkingDir: workspace,
      entryPoints: [entry],
      bundle: true,
      platform: 'node',
      target: 'node24',
      format: 'esm',
      minify: true,
      keepNames: true,
      legalComments: 'none',
      charset: 'utf8',
      banner: { js: banner },
      metafile: true,
      write: false,
      outfile: 'main.mjs',
      logLevel: 'silent',
    });
    const packages = bundledPackages(workspace, metafile);
    return {
      program: outputFiles[0]?.contents ?? new Uint8Array(),
      packages,
      notices: thirdPartyNotices(packages),
      metafile,
    };
  } catch (error) {
    if (!isBuildFailure(error)) throw error;
    const [first] = error.errors;
    const at = first?.location;
    throw new ImageError(
      'FORMAT',
      `${at ? `${at.file}:${at.line}` : entry}: ${first?.text ?? error.message}`,
      'mend the source; ./platform test finds such errors, too',
    );
  }
};

/** The version of the program, from the package that its entry lies in. */
export const appVersion = (packageFile: string): string =>
  (JSON.parse(readFileSync(packageFile, 'utf8')) as { version: string }).version;

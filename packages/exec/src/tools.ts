import { type Environment, environment } from './environment.ts';
import { findTool, searchPath } from './find-tool.ts';
import { pinnedHelm, pinnedKubectl, pinnedKustomizeVersion, type ToolName } from './pinned-tools.ts';
import { ToolError } from './tool-error.ts';
import { askVersion, isAtLeast } from './tool-version.ts';

/** One line of what the machine has and needs. */
export interface ToolReport {
  readonly name: string;
  /** A range as people write it: `>= 24`, `4.2.x`. */
  readonly wanted: string;
  readonly ok: boolean;
  /** Undefined when nothing was found. */
  readonly found?: { readonly version: string; readonly path: string };
  /** What it is needed for. */
  readonly purpose: string;
  /** What to do when it is not ok. */
  readonly advice: string;
}

interface Need {
  readonly name: string;
  readonly wanted: string;
  readonly purpose: string;
  readonly advice: string;
  readonly probe: (env: Environment) => Promise<{ version: string; path: string } | undefined>;
  readonly accepts: (version: string) => boolean;
}

/** The first of these commands that is there and tells its version. */
const firstOf =
  (commands: (env: Environment) => readonly string[]) =>
  async (env: Environment): Promise<{ version: string; path: string } | undefined> => {
    for (const command of commands(env)) {
      const path = command.includes('/') ? command : await searchPath(command, env);
      const version = path === undefined ? undefined : await askVersion(path, ['--version'], env);
      if (path !== undefined && version !== undefined) return { version, path };
    }
    return undefined;
  };

const located = (name: ToolName) => async (env: Environment) => {
  try {
    return await findTool(name, { env });
  } catch (error) {
    if (error instanceof ToolError) return undefined;
    throw error;
  }
};

const minor = (version: string): string => `${version.split('.').slice(0, 2).join('.')}.x`;
const always = (): boolean => true;

const needs: readonly Need[] = [
  {
    name: 'node',
    wanted: '>= 24',
    purpose: 'runs everything',
    advice: 'run npm ci, which installs it with the dependencies, or install Node 24',
    probe: async () => ({ version: process.versions.node, path: process.execPath }),
    accepts: (version) => isAtLeast(version, '24'),
  },
  {
    name: 'c++ compiler',
    wanted: 'C++17',
    purpose: 'builds the Jsonnet addon during npm ci',
    advice: 'install g++ or clang++ (Debian: apt-get install g++; macOS: xcode-select --install), then run npm ci',
    probe: firstOf((env) => [...(env.CXX === undefined ? [] : [env.CXX]), 'c++', 'g++', 'clang++']),
    accepts: (version) => isAtLeast(version, '8'),
  },
  {
    name: 'cmake',
    wanted: '>= 3.8',
    purpose: 'builds the Jsonnet addon during npm ci',
    advice: 'install CMake (Debian: apt-get install cmake; macOS: brew install cmake), then run npm ci',
    probe: firstOf(() => ['cmake']),
    accepts: (version) => isAtLeast(version, '3.8'),
  },
  {
    name: 'helm',
    wanted: minor(pinnedHelm.version),
    purpose: 'renders charts',
    advice: `install Helm ${minor(pinnedHelm.version)} on PATH, or set HELM_BIN`,
    probe: located('helm'),
    accepts: always,
  },
  {
    name: 'kubectl',
    wanted: minor(pinnedKubectl.version),
    purpose: 'carries Kustomize',
    advice: `install kubectl ${minor(pinnedKubectl.version)} on PATH, or set KUBECTL_BIN`,
    probe: located('kubectl'),
    accepts: always,
  },
  {
    name: 'kustomize',
    wanted: minor(pinnedKustomizeVersion),
    purpose: 'renders overlays',
    advice: `install kubectl ${minor(pinnedKubectl.version)}, or set KUSTOMIZE_BIN to Kustomize ${minor(pinnedKustomizeVersion)}`,
    probe: located('kustomize'),
    accepts: always,
  },
  {
    name: 'git',
    wanted: '>= 2.20',
    purpose: 'reads the two sides of a diff',
    advice: 'install Git on PATH, or set GIT_BIN',
    probe: located('git'),
    accepts: (version) => isAtLeast(version, '2.20'),
  },
];

/** What of all that the product needs is here, in a fixed order. Nothing is thrown for a missing tool. */
export const tools = ({ env = environment() }: { env?: Environment } = {}): Promise<readonly ToolReport[]> =>
  Promise.all(
    needs.map(async ({ name, wanted, purpose, advice, probe, accepts }) => {
      const seen = await probe(env);
      const report = { name, wanted, purpose, advice, ok: seen !== undefined && accepts(seen.version) };
      return seen === undefined ? report : { ...report, found: { version: seen.version, path: seen.path } };
    }),
  );

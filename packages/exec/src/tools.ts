import { type Environment, environment } from './environment.ts';
import { findTool, searchPath } from './find-tool.ts';
import { pinnedHelm, pinnedKubectl, pinnedKustomizeVersion, type ToolName } from './pinned-tools.ts';
import { ToolError } from './tool-error.ts';
import { askVersion, isAtLeast } from './tool-version.ts';

interface Found {
  readonly version: string;
  readonly path: string;
}

/** One line of what the machine has and needs. */
export interface ToolReport {
  readonly name: string;
  /** A range as people write it: `>= 24`, `4.2.x`. */
  readonly wanted: string;
  /** What it is needed for. */
  readonly purpose: string;
  /** Undefined when nothing that runs was found. */
  readonly found?: Found;
  /** What to do about it. Undefined when it is as wanted. */
  readonly advice?: string;
}

type Answer = Pick<ToolReport, 'found' | 'advice'>;

interface Need extends Pick<ToolReport, 'name' | 'wanted' | 'purpose'> {
  readonly probe: (env: Environment) => Promise<Answer>;
}

const judge = (found: Found, least: string, advice: string): Answer =>
  isAtLeast(found.version, least) ? { found } : { found, advice };

/** Asks the first of these commands that is there and tells its version. */
const firstOf =
  (commands: (env: Environment) => readonly string[], least: string, advice: string) =>
  async (env: Environment): Promise<Answer> => {
    for (const command of commands(env)) {
      const path = command.includes('/') ? command : await searchPath(command, env);
      const version = path === undefined ? undefined : await askVersion(path, ['--version'], env);
      if (path !== undefined && version !== undefined) return judge({ version, path }, least, advice);
    }
    return { advice };
  };

/** A tool that the product runs: whoever runs it is told the same when it is missing. */
const located =
  (name: ToolName) =>
  async (env: Environment): Promise<Answer> => {
    try {
      const { version, path } = await findTool(name, { env });
      return { found: { version, path } };
    } catch (error) {
      if (error instanceof ToolError) return { advice: error.message };
      throw error;
    }
  };

const minor = (version: string): string => `${version.split('.').slice(0, 2).join('.')}.x`;

const needs: readonly Need[] = [
  {
    name: 'node',
    wanted: '>= 24',
    purpose: 'runs everything',
    probe: async () =>
      judge(
        { version: process.versions.node, path: process.execPath },
        '24',
        'run npm ci, which installs it with the dependencies, or install Node 24',
      ),
  },
  {
    name: 'c++ compiler',
    wanted: 'C++17',
    purpose: 'builds the Jsonnet addon during npm ci',
    probe: firstOf(
      (env) => [...(env.CXX === undefined ? [] : [env.CXX]), 'c++', 'g++', 'clang++'],
      '8',
      'install g++ or clang++ (Debian: apt-get install g++; macOS: xcode-select --install), then run npm ci',
    ),
  },
  {
    name: 'cmake',
    wanted: '>= 3.8',
    purpose: 'builds the Jsonnet addon during npm ci',
    probe: firstOf(
      () => ['cmake'],
      '3.8',
      'install CMake (Debian: apt-get install cmake; macOS: brew install cmake), then run npm ci',
    ),
  },
  { name: 'helm', wanted: minor(pinnedHelm.version), purpose: 'renders charts', probe: located('helm') },
  { name: 'kubectl', wanted: minor(pinnedKubectl.version), purpose: 'carries Kustomize', probe: located('kubectl') },
  {
    name: 'kustomize',
    wanted: minor(pinnedKustomizeVersion),
    purpose: 'renders overlays',
    probe: located('kustomize'),
  },
  {
    name: 'git',
    wanted: '>= 2.20',
    purpose: 'reads the two sides of a diff',
    probe: async (env) => {
      const answer = await located('git')(env);
      return answer.found === undefined
        ? answer
        : judge(answer.found, '2.20', 'install Git 2.20 or newer on PATH, or set GIT_BIN');
    },
  },
];

/** What of all that the product needs is here, in a fixed order. Nothing is thrown for a missing tool. */
export const tools = ({ env = environment() }: { env?: Environment } = {}): Promise<readonly ToolReport[]> =>
  Promise.all(
    needs.map(async ({ name, wanted, purpose, probe }) => ({ name, wanted, purpose, ...(await probe(env)) })),
  );

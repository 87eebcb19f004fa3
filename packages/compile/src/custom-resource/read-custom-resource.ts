import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Finding } from '@wildermesser/manifest';
import type { CustomResourceDefinitionSpec } from '@wildermesser/manifest/apiextensions/v1';
import { type InterfaceDeclaration, Node, type Project, type ts } from 'ts-morph';
import { openProject } from '../open-project.ts';
import { placeOf } from '../refusal.ts';
import { readVersion } from './read-version.ts';
import { collectFindings, type Report } from './report.ts';

export interface CustomResourceReaderOptions {
  /** Absolute path of the repository: files are given and named relative to it. */
  readonly root: string;
  /** Absolute path of the `tsconfig.json` whose options the sources are written for. */
  readonly tsconfig: string;
}

/** What an interface says about a custom resource; no spec when a finding is an error. */
export interface CustomResource {
  readonly spec?: CustomResourceDefinitionSpec;
  /** Where the interface of the stored version is declared. */
  readonly source?: { readonly file: string; readonly line: number };
  readonly findings: readonly Finding[];
}

/** Reads interfaces of one workspace. Sources must not change while it is used. */
export interface CustomResourceReader {
  /**
   * @param from `path/of/file.ts#Interface`, one for each version, relative to the root
   */
  readonly read: (from: readonly string[]) => CustomResource;
}

const found = (project: Project, root: string, from: string): InterfaceDeclaration | Finding => {
  const [file = '', name = ''] = from.split('#');
  const fault = (message: string, advice: string, place: { file?: string } = {}): Finding => ({
    ...{ severity: 'error', code: 'no-resource', message, advice, ...place },
  });
  if (name === '') return fault(`\`${from}\` names no interface`, 'write `path/of/file.ts#Interface`');
  const path = resolve(root, file);
  if (!existsSync(path)) return fault(`there is no file ${file}`, 'give its path from the root of the repository');
  const [declaration] = project.addSourceFileAtPath(path).getExportedDeclarations().get(name) ?? [];
  if (declaration !== undefined && Node.isInterfaceDeclaration(declaration)) return declaration;
  const what = declaration === undefined ? 'exports nothing' : 'exports something that is no interface';
  return fault(`${file} ${what} under the name ${name}`, 'export the interface of the resource', { file });
};

const isFinding = (value: InterfaceDeclaration | Finding): value is Finding => 'severity' in value;

/** The kinds, groups and scopes of versions have to be one. */
const checkVersions = (
  versions: readonly {
    readonly declaration: InterfaceDeclaration;
    readonly read: NonNullable<ReturnType<typeof readVersion>>;
  }[],
  report: Report,
): void => {
  const [first, ...others] = versions;
  const fault = (message: string, advice: string, at: Node): void =>
    report({ code: 'no-resource', message, advice }, at);
  for (const { read, declaration } of others) {
    if (first === undefined) continue;
    if (read.group !== first.read.group || read.kind !== first.read.kind)
      fault(
        `${read.kind}.${read.group} is no version of ${first.read.kind}.${first.read.group}`,
        'give each kind a definition of its own',
        declaration,
      );
    if (read.version.name === first.read.version.name)
      fault(`the version ${read.version.name} is there twice`, 'give one interface for each version', declaration);
  }
  const stored = versions.filter(({ read }) => read.version.storage);
  if (first !== undefined && versions.length > 1 && stored.length !== 1)
    fault(
      `${stored.length} of ${versions.length} versions are \`@storage\``,
      'say it on the one that is written to etcd',
      first.declaration,
    );
};

/** A reader of custom resources. Its first use throws CompilerOptionsError when the options are too loose. */
export const createCustomResourceReader = ({ root, tsconfig }: CustomResourceReaderOptions): CustomResourceReader => {
  let project: Project | undefined;
  const read = (from: readonly string[]): CustomResource => {
    project ??= openProject(tsconfig);
    const current = project;
    const { findings, report } = collectFindings(root);
    const versions = from.flatMap((one) => {
      const declaration = found(current, root, one);
      if (isFinding(declaration)) {
        findings.push(declaration);
        return [];
      }
      const version = readVersion(declaration, report);
      return version === undefined ? [] : [{ declaration, read: version }];
    });
    checkVersions(versions, report);
    const stored = versions.find(({ read: { version } }) => version.storage) ?? versions[0];
    if (stored === undefined || findings.length > 0) return { findings };
    const { group, kind, tags } = stored.read;
    const { line, file } = placeOf(stored.declaration.getNameNode().compilerNode as ts.Node, root);
    const singular = tags.singular ?? kind.toLowerCase();
    return {
      spec: {
        group,
        scope: tags.scope,
        names: {
          kind,
          listKind: `${kind}List`,
          plural: tags.plural ?? `${singular}s`,
          singular,
          ...(tags.shortNames.length === 0 ? {} : { shortNames: tags.shortNames }),
          ...(tags.categories.length === 0 ? {} : { categories: tags.categories }),
        },
        versions: versions.map(({ read: { version } }) => ({ ...version, storage: version === stored.read.version })),
      },
      source: { file, line },
      findings,
    };
  };
  return { read };
};

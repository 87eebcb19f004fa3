import { resolve } from 'node:path';
import type { Finding } from '@wildermesser/manifest';
import type { Template } from '@wildermesser/manifest/template';
import { Node, type Project, type SourceFile, type ts } from 'ts-morph';
import { compileFunction } from './compile-function.ts';
import { openProject } from './open-project.ts';
import { declarationFinding } from './refusal.ts';
import type { Value } from './value.ts';
import { valuesSchema } from './values-schema/index.ts';

export interface CompilerOptions {
  /** Absolute path of the repository: findings name files relative to it. */
  readonly root: string;
  /** Absolute path of the `tsconfig.json` whose options the sources are written for. */
  readonly tsconfig: string;
}

/** Which function to compile. */
export interface CompileRequest {
  /** Absolute, or relative to the root. */
  readonly file: string;
  /** Name of the exported function. */
  readonly name: string;
  readonly componentName: string;
}

/** A template, or the findings that say why there is none. */
export interface Compiled {
  readonly template?: Template;
  readonly findings: readonly Finding[];
}

/** Translates functions of one workspace; keeps what it has read. Sources must not change while it is used. */
export interface Compiler {
  readonly compile: (request: CompileRequest) => Compiled;
}

/** First sentence of the doc comment. */
const descriptionOf = (declaration: Node): string => {
  const holder = declaration.getFirstAncestor(Node.isJSDocable) ?? declaration;
  const documented = Node.isJSDocable(declaration) ? declaration : Node.isJSDocable(holder) ? holder : undefined;
  const text = documented?.getJsDocs()[0]?.getDescription().trim().replace(/\s+/g, ' ') ?? '';
  return /^.*?[.!?](?= |$)/.exec(text)?.[0] ?? text;
};

/** The function behind an exported name, through wrappers such as `satisfies` and parentheses. */
const exported = (source: SourceFile, name: string): Node | undefined =>
  source.getExportedDeclarations().get(name)?.[0];

/**
 * A compiler for the sources under one `tsconfig.json`. They are taken for free of type errors: run tsc
 * beside it. Its first use throws CompilerOptionsError when the options are too loose.
 */
export const createCompiler = ({ root, tsconfig }: CompilerOptions): Compiler => {
  let project: Project | undefined;
  let moduleCache = new Map<ts.Symbol, Value>();
  let checker: ts.TypeChecker | undefined;

  const compile = ({ file, name, componentName }: CompileRequest): Compiled => {
    project ??= openProject(tsconfig);
    const source = project.addSourceFileAtPath(resolve(root, file));
    const declaration = exported(source, name);
    if (declaration === undefined) {
      const finding = declarationFinding(
        source,
        `nothing is exported under the name '${name}'`,
        'export the function',
        root,
      );
      return { findings: [finding] };
    }
    const symbol = declaration.getSymbol()?.compilerSymbol;
    const [signature] = declaration.getType().getCallSignatures();
    if (symbol === undefined || signature === undefined) {
      const advice = 'export a function (values, release) => manifests';
      return { findings: [declarationFinding(declaration, `'${name}' is no function`, advice, root)] };
    }
    const current = project.getTypeChecker().compilerObject;
    if (current !== checker) moduleCache = new Map();
    checker = current;
    const [parameter] = signature.getParameters();
    const valuesType = parameter?.getTypeAtLocation(declaration);
    const { manifests, findings } = compileFunction(
      symbol,
      valuesType?.compilerType,
      declaration,
      checker,
      root,
      moduleCache,
    );
    const {
      schema,
      defaults,
      findings: faults,
    } = valuesType === undefined ? noValues : valuesSchema(valuesType, declaration, { root });
    if (manifests === undefined || faults.length > 0) return { findings: [...faults, ...findings] };
    const description = descriptionOf(declaration);
    return {
      template: { name: componentName, description, schema, values: defaults, manifests, parts: [] },
      findings: [],
    };
  };
  return { compile };
};

/** Of a function without parameters. */
const noValues: ReturnType<typeof valuesSchema> = {
  schema: {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    type: 'object',
    properties: {},
    additionalProperties: false,
  },
  defaults: {},
  findings: [],
};

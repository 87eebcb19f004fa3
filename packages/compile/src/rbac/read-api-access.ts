import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { type ApiAccess, compareBytes, type Finding } from '@wildermesser/manifest';
import { ts } from 'ts-morph';
import { openProject } from '../open-project.ts';
import { findingAt, placeOf } from '../refusal.ts';
import { callAccess } from './call-access.ts';
import { facadeProperty } from './facade.ts';
import { reportHiddenCalls, unnamed } from './hidden-calls.ts';
import { type KindType, kindsOf } from './kind-type.ts';
import { mergeAccesses } from './merge-accesses.ts';
import { blockedOwner } from './owner-reference.ts';
import { visitReachable } from './reachable.ts';

export interface ApiAccessRequest {
  /** Absolute path of the repository: files in findings are relative to it. */
  readonly root: string;
  /** Absolute path of the `tsconfig.json` whose options the sources are written for. */
  readonly tsconfig: string;
  /** The file that the program starts with, relative to the root. */
  readonly entry: string;
}

/** The calls of the Kubernetes API that a program makes; none when a finding says that some cannot be known. */
export interface ApiAccessReading {
  readonly accesses: readonly ApiAccess[];
  readonly findings: readonly Finding[];
}

/** Says what is wrong at a node. */
export type Report = (node: ts.Node, message: string, advice: string) => void;

/** The call of what stands at a node. */
const callOf = (node: ts.Node): ts.CallExpression | undefined => {
  const { parent } = node;
  if (ts.isParenthesizedExpression(parent) || ts.isNonNullExpression(parent)) return callOf(parent);
  return ts.isCallExpression(parent) && parent.expression === node ? parent : undefined;
};

const byPlace = (a: Finding, b: Finding): number =>
  compareBytes(a.file ?? '', b.file ?? '') || (a.line ?? 0) - (b.line ?? 0);

/**
 * Reads which calls of the Kubernetes API a program makes, from its entry file on. They are made through a façade, whose methods
 * say in their comments which `@verbs` they ask for, and on which `@subresource` if on one. The kind of a call is read off
 * the literal types of its descriptor. What cannot be known for certain is a finding: no rule is missing without one.
 */
export const readApiAccess = ({ root, tsconfig, entry }: ApiAccessRequest): ApiAccessReading => {
  const path = resolve(root, entry);
  if (!existsSync(path)) {
    const advice = 'give the path of the file that the program starts with, from the root of the repository';
    return {
      accesses: [],
      findings: [{ severity: 'error', code: 'no-entry', message: `there is no file ${entry}`, advice }],
    };
  }
  const project = openProject(tsconfig, { nodeTypes: true });
  const source = project.addSourceFileAtPath(path);
  const checker = project.getTypeChecker().compilerObject;
  const findings: Finding[] = [];
  const accesses: ApiAccess[] = [];
  const kinds = new Map<string, KindType>();
  const report: Report = (node, message, advice) => {
    const { column: _, ...finding } = findingAt(node.getSourceFile(), placeOf(node, root), {
      ...{ code: 'unknown-access', message, advice },
    });
    findings.push(finding);
  };
  const placeText = (node: ts.Node): string => {
    const { file, line } = placeOf(node, root);
    return `${file}:${line}`;
  };
  const nodes: ts.Node[] = [];

  visitReachable(source.compilerNode as ts.SourceFile, checker, {
    node: (node) => nodes.push(node),
    unknownImport: (call) =>
      report(
        call,
        'the import names no file before the program runs',
        'name the file as a text: `import("./file.ts")`',
      ),
  });

  const methodAt = (node: ts.Node) => facadeProperty(checker.getSymbolAtLocation(node), checker);
  const members = nodes.filter(ts.isPropertyAccessExpression).flatMap((node) => {
    const method = methodAt(node.name);
    return method === undefined ? [] : [{ node, method }];
  });
  /** Within itself the façade makes calls whose kind only its callers know. */
  const facade = new Set(members.map(({ method }) => dirname(method.declaration.getSourceFile().fileName)));
  const isOfFacade = (node: ts.Node): boolean => facade.has(dirname(node.getSourceFile().fileName));
  if (facade.has(dirname(path)))
    report(
      source.compilerNode as ts.Node,
      'the program starts in the folder of its façade',
      'give the façade a folder of its own',
    );

  for (const { node, method } of members) {
    const call = callOf(node);
    const quiet: Report = isOfFacade(node) ? () => undefined : report;
    if (call === undefined) quiet(node, `${method.name} is taken from its client and not called`, unnamed);
    else accesses.push(...callAccess(call, node, method, { checker, report: quiet, placeText }));
  }
  for (const node of nodes.filter(ts.isVariableDeclaration)) {
    const found = kindsOf(checker.getTypeAtLocation(node), checker);
    for (const kind of found === 'open' ? [] : found) kinds.set(`${kind.group}/${kind.kind}`, kind);
  }
  reportHiddenCalls(
    nodes.filter((node) => !isOfFacade(node)),
    checker,
    report,
  );
  for (const node of nodes.filter(ts.isPropertyAssignment)) {
    if (node.name.getText() !== 'blockOwnerDeletion' || isOfFacade(node)) continue;
    const owner = blockedOwner(node, [...kinds.values()], { checker, report, placeText });
    if (owner !== undefined) accesses.push(owner);
  }
  if (members.length === 0 && findings.length === 0)
    report(
      source.compilerNode as ts.Node,
      'the program makes no call of a façade whose methods have `@verbs`',
      'see docs/access-from-code.md',
    );
  if (findings.length > 0) return { accesses: [], findings: findings.sort(byPlace) };
  return { accesses: mergeAccesses(accesses), findings };
};

import type { Template } from '@wildermesser/manifest/template';
import { quoted } from './literal.ts';

/** The program that a tool evaluates: the component of `lib/<file>.libsonnet` with the values and release given to it. */
export const emitMain = (
  { name, description }: Template,
  file: string,
): string => `// ${description.replace(/\s+/g, ' ')}
//
// values: what differs from the values in lib/${file}.libsonnet, to which they are merged; null removes.
// name, namespace: the release.
local component = import ${quoted(`lib/${file}.libsonnet`)};

function(values={}, name=${quoted(name)}, namespace='default')
  component.new(values, { name: name, namespace: namespace }).manifests
`;

/** A values type with every construct that has a schema, for tests. */
export const sampleValues = `
import type { ResourceRequirements, Toleration } from '@wildermesser/manifest/core/v1.types';
import type { IntOrString, Quantity } from '@wildermesser/manifest/meta/v1.types';

/** @minimum 1 @maximum 65535 */
type Port = number;

interface Tree {
  readonly name: string;
  readonly children?: readonly Tree[];
}

interface Values {
  /** @minimum 0 @default 1 */
  readonly replicas: number;
  readonly image: {
    readonly repository: string;
    /** @default "7.4.1" @pattern ^[a-z0-9][a-z0-9.]*$ @maxLength 20 */
    readonly tag: string;
  };
  /** @default {"type": "scratch"} */
  readonly storage: { readonly type: 'scratch' } | { readonly type: 'claim'; readonly size: Quantity };
  readonly ports: readonly { readonly name: string; readonly port: Port; readonly open?: boolean }[];
  readonly labels?: Readonly<Record<string, string>>;
  readonly nested?: Readonly<Record<string, readonly Port[]>>;
  readonly level?: 'debug' | 'info' | 3 | null;
  readonly words: string | null;
  /** @float @exclusiveMinimum 0 @maximum 1 */
  readonly ratio?: number;
  /** @multipleOf 1024 @minimum -5000 */
  readonly bytes?: number;
  /** @minLength 2 @maxLength 5 */
  readonly short?: string;
  /** @pattern ^\\s*[^ ]+$ */
  readonly spaced?: string;
  /** @uniqueItems @minItems 1 @maxItems 4 */
  readonly unique?: readonly string[];
  readonly pair?: readonly [string, number?, ...boolean[]];
  readonly size?: \`\${number}Mi\`;
  readonly target?: IntOrString;
  readonly tree?: Tree;
  readonly maybe?: { readonly a: number } | null;
  readonly open?: unknown;
  readonly resources?: ResourceRequirements;
  /** @default [] */
  readonly tolerations: readonly Toleration[];
}
`;

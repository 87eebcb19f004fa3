import { type Manifest, recordOrigin } from '@wildermesser/manifest';
import {
  type CustomResourceDefinitionSpec,
  customResourceDefinition as definition,
} from '@wildermesser/manifest/apiextensions/v1';

/** A CustomResourceDefinition that the program makes from the interface of a resource. */
export interface CustomResourceDefinitionSource {
  readonly make: 'CustomResourceDefinition';
  /** `path/of/file.ts#Interface` from the root of the repository; one for each version where there are several. */
  readonly from: string | readonly string[];
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
}

/** Declares a CustomResourceDefinition by the interface that its controller is written with. */
export const customResourceDefinition = (
  declared: Omit<CustomResourceDefinitionSource, 'make'>,
): CustomResourceDefinitionSource => {
  const remembered: CustomResourceDefinitionSource = { make: 'CustomResourceDefinition', ...declared };
  recordOrigin(remembered, customResourceDefinition);
  return remembered;
};

/** The manifest of a declared definition, once its interface has been read. */
export const customResourceManifest = (
  { labels, annotations }: CustomResourceDefinitionSource,
  spec: CustomResourceDefinitionSpec,
): Manifest =>
  definition({
    metadata: {
      name: `${spec.names.plural}.${spec.group}`,
      ...(labels === undefined ? {} : { labels }),
      ...(annotations === undefined ? {} : { annotations }),
    },
    spec,
  });

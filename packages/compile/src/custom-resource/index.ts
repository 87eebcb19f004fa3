/** The definition of a custom resource, from the interface that its controller is written with. */
export {
  type CustomResource,
  type CustomResourceReader,
  type CustomResourceReaderOptions,
  createCustomResourceReader,
} from './read-custom-resource.ts';

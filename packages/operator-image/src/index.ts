/**
 * The operator's image: locked packages and a program become OCI layers, manifests, a bill of materials and provenance,
 * the same bytes on every machine. Never here: a daemon, the clock, manifests of Kubernetes.
 */
export { type Architecture, architectures, hostArchitecture } from './architecture.ts';
export { type BuildRequest, type BuiltImage, buildImage, imageEntries, imageFiles } from './build-image.ts';
export { bundleApp } from './bundle/bundle-app.ts';
export { checkImage, type ImageCheck } from './check/check-image.ts';
export { readBaseLock } from './debian/base-lock.ts';
export { updateBase } from './debian/update-base.ts';
export { ImageError, type ImageErrorCode } from './image-error.ts';
export type { Descriptor } from './oci/descriptor.ts';
export { writeArchive } from './oci/docker-archive.ts';
export { readDocument, topOf } from './oci/read-layout.ts';
export { type ImagePin, pinDifferences, readPin, writePin } from './pin/image-pin.ts';
export { provenanceOf, type SourceState } from './provenance/provenance.ts';
export { signStatement, verifyEnvelope } from './provenance/sign.ts';
export { credentialsFor } from './registry/credentials.ts';
export { type Pushed, pushLayout } from './registry/push-layout.ts';
export { type Attachment, pushReferrer } from './registry/push-referrer.ts';
export { parseReference, type Reference } from './registry/reference.ts';
export { openSession, type Session } from './registry/session.ts';
export { runImage } from './run/run-image.ts';
export { fetchRuntime } from './runtime/find-runtime.ts';
export { readRuntimeLock } from './runtime/runtime-lock.ts';
export { updateRuntime } from './runtime/update-runtime.ts';

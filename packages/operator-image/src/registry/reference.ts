import { ImageError } from '../image-error.ts';

/** Where an image is pushed to. */
export interface Reference {
  /** Host with port: `ghcr.io`, `127.0.0.1:5000`. */
  readonly registry: string;
  /** `acme/mysql-operator` */
  readonly repository: string;
  readonly tag: string;
}

const pattern =
  /^(?<registry>[a-zA-Z0-9.-]+(?::\d+)?|\[[0-9a-fA-F:]+\](?::\d+)?)\/(?<repository>[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*)*):(?<tag>\w[\w.-]{0,127})$/;

/**
 * Reads `registry/repository:tag`. Nothing is added to what is written, no default registry and no `latest`.
 *
 * @throws ImageError when it is none
 */
export const parseReference = (text: string): Reference => {
  const { registry, repository, tag } = pattern.exec(text)?.groups ?? {};
  if (registry === undefined || repository === undefined || tag === undefined || !/[.:]|^localhost$/.test(registry))
    throw new ImageError('FORMAT', `${text} is no full reference`, 'write it as registry.example/name:tag');
  return { registry, repository, tag };
};

const isLoopback = (registry: string): boolean => /^(localhost|127(\.\d+){3}|\[::1\])(:\d+)?$/.test(registry);

/** Plain HTTP for registries on this machine only. */
export const baseUrl = ({ registry, repository }: Reference): string =>
  `${isLoopback(registry) ? 'http' : 'https'}://${registry}/v2/${repository}`;

/** What a connection to the API server is made with. */
export interface Credentials {
  /** PEM; the system's authorities when absent. */
  readonly certificateAuthority?: string;
  /** PEM. */
  readonly clientCertificate?: string;
  /** PEM. */
  readonly clientKey?: string;
  /** The name to expect in the server's certificate, when it is not that of the URL. */
  readonly serverName?: string;
  /** Does not check the server's certificate: for clusters on one's own machine. */
  readonly insecure?: boolean;
  /** The whole value of the `Authorization` header. */
  readonly authorization?: string;
}

/** Where the API server is, and who we are there. */
export interface Endpoint {
  readonly server: URL;
  /** The namespace that the program itself belongs to. */
  readonly namespace: string;
  /**
   * Asked before each call: credentials rotate.
   *
   * @param refused the API server has just refused the ones given before
   */
  credentials(refused: boolean): Promise<Credentials>;
}

/** There is no way to the API server: a setting is missing or wrong. */
export class EndpointError extends Error {
  override readonly name = 'EndpointError';
}

/** How to reach an API server as somebody; certificates and keys are PEM texts. */
export interface Credential {
  readonly url: string;
  /** Signs the certificate of the API server. */
  readonly certificateAuthority: string;
  readonly clientCertificate?: string;
  readonly clientKey?: string;
  readonly token?: string;
}

/** The same, with a kubeconfig file that says it. */
export interface Access extends Credential {
  /** The path of the file. */
  readonly kubeconfig: string;
}

/** How the backend is reached, where the usual way does not do. */
export interface Network {
  /** Certificate authorities to trust besides Deno's and the system's, as PEM. */
  readonly trustedPem: string | null;
  /** Take any certificate: whoever stands between can read and change everything. */
  readonly isInsecure: boolean;
  /** The HTTP proxy (`http://user:password@host:port`) that https connections go through. */
  readonly proxyUrl: string | null;
}

/** The usual way. */
export const DIRECT: Network = { trustedPem: null, isInsecure: false, proxyUrl: null };

import * as tls from "node:tls";

/**
 * Every certificate authority to trust, as PEM: Deno's own, those that this PC's system trusts (a company's private one,
 * an antivirus that looks into TLS), and `extraPem`. `undefined`, which leaves Deno its own, when the system's cannot be
 * read, which takes the permission `--allow-sys=ca`; then `extraPem`, where there is one, is all that is trusted.
 */
export function trustedAuthorities(extraPem: string | null): string[] | undefined {
  const extra = extraPem === null ? [] : [extraPem];
  try {
    return [...new Set([...tls.getCACertificates("default"), ...tls.getCACertificates("system"), ...extra])];
  } catch {
    return extraPem === null ? undefined : extra;
  }
}

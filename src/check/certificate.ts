import { count } from "./amounts.ts";
import { fail, type Finding, note, ok } from "./finding.ts";

/** The certificate that the backend shows. Times are ms since 1970. */
export interface CertificateFacts {
  /** The name it was made for. */
  readonly subject: string;
  readonly issuer: string;
  readonly fromMs: number;
  readonly untilMs: number;
}

const DAY_MS = 86_400_000;
const WARN_DAYS = 30;

/** Whether the backend's certificate is valid, and until when. Whether it is trusted shows when we connect. */
export function certificateFinding(facts: CertificateFacts, nowMs: number, isInsecure: boolean): Finding {
  const name = "certificate";
  const { subject, issuer, fromMs, untilMs } = facts;
  const whose = `for ${subject}, from ${issuer}`;
  const last = dayText(untilMs);
  if (nowMs < fromMs) {
    return fail(
      name,
      `${whose}: valid only from ${dayText(fromMs)}. Check this PC's date; else give the server the right one.`,
    );
  }
  if (nowMs > untilMs) {
    return fail(name, `${whose}: expired on ${last}. Renew it on the server, and check this PC's date.`);
  }
  if (isInsecure) {
    return note(
      name,
      `${whose}, last day ${last}; TLS_INSECURE=on takes any other too. Delete that line when the fault is found.`,
    );
  }
  const days = Math.floor((untilMs - nowMs) / DAY_MS);
  if (days < WARN_DAYS) {
    return note(
      name,
      `${whose}: ends in ${count(days, "day")}, on ${last}. Have it renewed on the server: nothing prints after that.`,
    );
  }
  return ok(name, `${whose}, last day ${last}`);
}

function dayText(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}

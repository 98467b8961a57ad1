import type { PrinterNow, ShopNow, TroubleKind } from "./shop_now.ts";
import type { Words } from "./words/words.ts";

/** Green, amber, red. */
export type Tone = "good" | "warn" | "bad";

/** How things stand, in one sentence, and what to do about it. */
export interface Sentence {
  readonly tone: Tone;
  readonly text: string;
  /** Empty when there is nothing to do. */
  readonly advice: string;
}

/** A connection that was just lost mostly comes back by itself. */
const PATIENCE_MS = 30_000;

/**
 * The one sentence: what most needs a person first. A printer that holds tickets back is worse than a server that is away,
 * which is worse than a printer in trouble that nobody wants to print on.
 */
export function sentenceOf(shop: ShopNow, words: Words, nowMs: number): Sentence {
  const { now } = words;
  const { connection, printers, lastMs, uncertain, failed } = shop;
  const stuck = mostWaiting(printers.filter(({ trouble, waiting }) => isHard(trouble?.kind) && waiting > 0));
  if (stuck !== null) {
    const { name, kind, waiting } = stuck;
    return { tone: "bad", text: `${now.trouble[kind](name)}: ${now.waiting(waiting)}.`, advice: now.advice[kind] };
  }
  if (connection.is === "ended") return { tone: "bad", text: `${now.gaveUp}.`, advice: now.gaveUpAdvice };
  if (connection.is === "down") {
    const isLong = nowMs - connection.sinceMs >= PATIENCE_MS;
    return { tone: isLong ? "bad" : "warn", text: `${now.offline}.`, advice: now.offlineAdvice };
  }
  if (uncertain > 0) return { tone: "warn", text: `${now.uncertain(uncertain)}.`, advice: now.uncertainAdvice };
  if (failed > 0) return { tone: "warn", text: `${now.failed(failed)}.`, advice: now.failedAdvice };
  const troubled = printers.find(({ trouble }) => isHard(trouble?.kind)) ??
    printers.find(({ trouble }) => trouble !== null);
  if (troubled?.trouble) {
    const { kind } = troubled.trouble;
    return { tone: "warn", text: `${now.trouble[kind](troubled.name)}.`, advice: now.advice[kind] };
  }
  if (connection.is === "starting") {
    const isLong = nowMs - connection.sinceMs >= PATIENCE_MS;
    return { tone: "warn", text: `${now.starting}.`, advice: isLong ? now.offlineAdvice : "" };
  }
  const last = lastMs === null ? now.none : now.last(timeOf(lastMs, words));
  return { tone: "good", text: `${now.ready} ${now.printers(printers.length)} ${last}.`, advice: "" };
}

/** The time of day as the language writes it: `21:14`. */
export function timeOf(ms: number, { locale }: Words): string {
  return new Intl.DateTimeFormat(locale, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(ms);
}

/** Whether it keeps tickets from paper. */
function isHard(kind: TroubleKind | undefined): boolean {
  return kind !== undefined && kind !== "paper_low";
}

function mostWaiting(printers: readonly PrinterNow[]): { name: string; kind: TroubleKind; waiting: number } | null {
  const [worst] = [...printers].sort((left, right) => right.waiting - left.waiting);
  if (worst === undefined || worst.trouble === null) return null;
  return { name: worst.name, kind: worst.trouble.kind, waiting: worst.waiting };
}

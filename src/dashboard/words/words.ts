import type { TroubleKind } from "../shop_now.ts";

/** The code of a language of the page. */
export type LanguageCode = "en" | "sq" | "it" | "de" | "el";

/** What the frame, Now and Paper say, in one language. Other pages have their words in their own room, by `code`. */
export interface Words {
  /** The code of the language, and its own name. */
  readonly code: LanguageCode;
  readonly name: string;
  /** The locale of dates and times. */
  readonly locale: string;
  readonly nav: Readonly<Record<"now" | "paper" | "printers" | "settings" | "book" | "help", string>>;
  readonly frame: {
    readonly skip: string;
    readonly navigation: string;
    readonly language: string;
    readonly onlyHere: string;
    readonly lost: string;
  };
  /** Why a request is turned away: a heading, and what to do. */
  readonly refused: Readonly<
    Record<"key" | "form" | "other" | "missing" | "broken", { readonly heading: string; readonly text: string }>
  >;
  readonly now: {
    readonly ready: string;
    readonly printers: (count: number) => string;
    readonly last: (time: string) => string;
    readonly none: string;
    readonly waiting: (count: number) => string;
    readonly trouble: Readonly<Record<TroubleKind, (printer: string) => string>>;
    readonly advice: Readonly<Record<TroubleKind, string>>;
    readonly starting: string;
    readonly offline: string;
    readonly offlineAdvice: string;
    readonly gaveUp: string;
    readonly gaveUpAdvice: string;
    readonly uncertain: (count: number) => string;
    readonly uncertainAdvice: string;
    readonly failed: (count: number) => string;
    readonly failedAdvice: string;
    readonly allPrinters: string;
    readonly isReady: string;
    readonly connection: string;
    readonly connected: string;
    readonly since: (time: string) => string;
    readonly lastPaper: (time: string) => string;
    readonly printed: string;
    readonly waits: string;
  };
  readonly paper: {
    readonly search: string;
    readonly searchHint: string;
    readonly find: string;
    readonly filter: Readonly<Record<"all" | "waiting" | "done" | "trouble", string>>;
    readonly allPrinters: string;
    readonly nothing: string;
    readonly nothingFound: string;
    readonly older: string;
    readonly newest: string;
    readonly state: Readonly<
      Record<
        "queued" | "printing" | "spooled" | "printed" | "failed" | "expired" | "uncertain" | "rejected" | "cancelled",
        string
      >
    >;
    readonly evidence: Readonly<Record<"none" | "spooler" | "device", string>>;
    readonly picture: (document: string) => string;
    readonly noPicture: string;
    readonly copyOf: (copy: number) => string;
    readonly back: string;
    readonly again: string;
    readonly printerChoice: string;
    readonly move: string;
    readonly cancel: string;
    readonly isOnPaper: string;
    readonly isNotOnPaper: string;
    readonly uncertainQuestion: string;
    readonly received: string;
    readonly ended: string;
    readonly printer: string;
    readonly tries: string;
    readonly number: string;
    readonly said: string;
    readonly done: Readonly<Record<"reprint" | "move" | "cancel" | "printed" | "again" | "twice" | "late", string>>;
  };
}

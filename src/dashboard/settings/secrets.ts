import { maskedUrl } from "../../config/notice.ts";
import { SECRET_KEYS } from "../../config/schema.ts";

/** Addresses that may have a password or a token in them. */
const ADDRESSES: ReadonlySet<string> = new Set(["SOCKET_URL", "HTTPS_PROXY"]);
/** Stands for what is hidden in an address. */
const STARS = "***";

/** Whether nothing of a setting's value may be sent to a browser. */
export function isSecret(key: string): boolean {
  return SECRET_KEYS.has(key);
}

/** A value as a browser may get it: nothing of a secret, an address without password and token. */
export function shownValue(key: string, value: string): string {
  return isSecret(key) ? "" : ADDRESSES.has(key) ? maskedUrl(value) : value;
}

/** Whether a value holds something that a browser does not get. */
export function hidesSomething(key: string, value: string): boolean {
  return shownValue(key, value) !== value;
}

/**
 * The value a form means: what was not touched is the value so far, an empty secret too. `null`: an address in which stars
 * stand for what was hidden, and which was changed around them.
 */
export function meantValue(key: string, typed: string, soFar: string): string | null {
  if (isSecret(key)) return typed === "" ? soFar : typed;
  if (!ADDRESSES.has(key)) return typed;
  if (typed === shownValue(key, soFar)) return soFar;
  return typed.includes(STARS) ? null : typed;
}

/** Most forms that wait to be saved, each with secrets that were typed. */
const MOST = 20;

/** Secrets that were typed and not yet saved: kept here, in memory, because a page must not send them back to the browser. */
export class TypedSecrets {
  readonly #held = new Map<string, ReadonlyMap<string, string>>();
  readonly #newId: () => string;

  constructor(newId: () => string) {
    this.#newId = newId;
  }

  /** What is kept under a form's id. */
  of(id: string): ReadonlyMap<string, string> {
    return this.#held.get(id) ?? new Map();
  }

  /** Keeps them; the id stands in the form. Empty when there is nothing to keep. */
  keep(secrets: ReadonlyMap<string, string>): string {
    if (secrets.size === 0) return "";
    const id = this.#newId();
    this.#held.set(id, secrets);
    for (const oldest of [...this.#held.keys()].slice(0, -MOST)) this.#held.delete(oldest);
    return id;
  }

  /** They are saved. */
  forget(id: string): void {
    this.#held.delete(id);
  }
}

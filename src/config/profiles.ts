import { type Chosen, guessed } from "../domain/models/guess.ts";
import { profileOfModel } from "../domain/models/known_models.ts";
import type { Model } from "../domain/models/model.ts";
import type { PrinterAddress } from "../domain/ports.ts";
import { DEFAULT_PROFILE, type Profile } from "../domain/profile.ts";
import { drawable } from "./drawable.ts";
import { filled } from "./plain.ts";
import { type OwnEntries, profileOf } from "./printer_settings.ts";
import type { Entry, Report } from "./report.ts";
import type { PlainSettings, PrinterSettings } from "./schema.ts";

/** The settings of all printers that count before every profile, when they are written. */
const PLAIN = { columns: "PAPER_COLUMNS", format: "PRINT_FORMAT", codePages: "CODE_PAGES" } as const;

/**
 * What a printer's profile is made of, from what counts most: `PRINTER_<ALIAS>_…`, the plain settings that are written,
 * `PRINTER_<ALIAS>_PROFILE`, `PROFILE`, a guess from its name, the default.
 */
export class Profiles {
  readonly #written: PrinterSettings;
  readonly #model: Model | null;

  /** `plain`: `null` when one of the plain settings was a problem. */
  constructor(plain: PlainSettings | null, entries: ReadonlyMap<string, Entry>) {
    const isWritten = (key: keyof typeof PLAIN) => filled(entries.get(PLAIN[key])) !== null;
    this.#model = plain?.PROFILE ?? null;
    this.#written = plain === null ? {} : {
      ...(isWritten("columns") ? { COLUMNS: plain.PAPER_COLUMNS } : {}),
      ...(isWritten("format") ? { FORMAT: plain.PRINT_FORMAT } : {}),
      ...(isWritten("codePages") ? { CODE_PAGES: plain.CODE_PAGES } : {}),
      // No model says that nothing is to be drawn.
      ...(plain.DRAW_MISSING ? {} : { DRAW_MISSING: false }),
    };
  }

  /** Of printers that nothing is known of. */
  forAll(): Chosen {
    return this.#chosen(this.#model, {});
  }

  /** Of a printer without settings of its own. */
  at(address: PrinterAddress): Chosen {
    return this.#named(address, {});
  }

  /** Of one with settings of its own; warns where a plain setting counts before its profile. */
  forPrinter(address: PrinterAddress, own: PrinterSettings, entries: OwnEntries, report: Report): Chosen {
    const model = own.PROFILE ?? null;
    const entry = entries.get("PROFILE");
    if (model === null || entry === undefined) return this.#named(address, own);
    this.#warn(model, own, entry, report);
    return drawable(this.#chosen(model, own), address);
  }

  #named(address: PrinterAddress, own: PrinterSettings): Chosen {
    const chosen = drawable(this.#chosen(this.#model, own), address);
    return guessed(chosen, { name: address.kind === "windows" ? address.name : null });
  }

  #chosen(model: Model | null, own: PrinterSettings): Chosen {
    const profile = profileOf(own, this.#base(model));
    if (model !== null) return { profile, profileChoice: { name: model.name, from: "settings" } };
    return { profile, guessLimits: { fixed: [...keysOf(this.#written), ...keysOf(own)] } };
  }

  #base(model: Model | null): Profile {
    return profileOf(this.#written, model === null ? DEFAULT_PROFILE : profileOfModel(model));
  }

  #warn(model: Model, own: PrinterSettings, entry: Entry, report: Report): void {
    const [said, meant] = [profileOfModel(model), this.#base(model)];
    const given = keysOf(own);
    const first = (Object.keys(PLAIN) as (keyof typeof PLAIN)[])
      .filter((key) => !given.includes(key) && said[key] !== meant[key]).map((key) => PLAIN[key]);
    if (first.length === 0) return;
    const alias = entry.key.replace(/_PROFILE$/i, "");
    const ownNames = first.map((name) => `${alias}_${name.replace(/^(PAPER|PRINT)_/, "")}`);
    report.warn(
      entry,
      `${first.join(" and ")}, written for all printers, ${first.length === 1 ? "counts" : "count"} before a profile`,
      `Delete ${first.join(" and ")}, or write ${ownNames.join(" and ")}.`,
    );
  }
}

/** `CODE_PAGES` is `codePages` of a profile. */
function keysOf(own: PrinterSettings): (keyof Profile)[] {
  return Object.keys(own).map((key) =>
    key.toLowerCase().replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()) as keyof Profile
  );
}

import { type DriverKind, takesBytes } from "../driver.ts";
import type { Profile } from "../profile.ts";
import { guessedValues, guessModel } from "./known_models.ts";

/** Where a printer's profile has its name from: the settings, the name of its queue, or that of its driver. */
export interface ProfileChoice {
  readonly name: string;
  readonly from: "settings" | "name" | "driver";
}

/** What a guess must leave alone, because somebody wrote it. */
export interface GuessLimits {
  readonly fixed: readonly (keyof Profile)[];
}

/** A profile and where it comes from. */
export interface Chosen {
  readonly profile: Profile;
  /** Missing where nothing is known of the printer. */
  readonly profileChoice?: ProfileChoice;
  /** What a guess must leave alone; missing when the settings name the profile, and nothing is to be guessed. */
  readonly guessLimits?: GuessLimits;
  /** The driver because of which documents are drawn, where no format was set; missing where the format is another's choice. */
  readonly drawnFor?: DriverKind;
}

/** What Windows calls a printer. */
export interface PrinterNames {
  readonly name: string | null;
  readonly driver?: string;
  /** What its driver makes of bytes. */
  readonly kind?: DriverKind;
}

/**
 * `chosen` with what the names of a queue and of its driver say of the printer, if they say anything and may; and with
 * the format gdi where the driver would swallow bytes or pass them on to a printer that cannot read them.
 */
export function guessed(chosen: Chosen, queue: PrinterNames): Chosen {
  return drawnWhereNeeded(withModel(chosen, queue), queue.kind ?? "unknown");
}

function drawnWhereNeeded(chosen: Chosen, kind: DriverKind): Chosen {
  const { profile, guessLimits } = chosen;
  const isOpen = guessLimits?.fixed.includes("format") === false && profile.format === "escpos";
  // Nothing is printed on faxes, in no format.
  if (!isOpen || takesBytes(kind) || kind === "fax") return chosen;
  return { ...chosen, profile: { ...profile, format: "gdi" }, drawnFor: kind };
}

function withModel(chosen: Chosen, { name, driver }: PrinterNames): Chosen {
  const { profile, profileChoice, guessLimits } = chosen;
  if (guessLimits === undefined || profileChoice !== undefined || profile.format !== "escpos") return chosen;
  const byName = name === null ? null : guessModel(name);
  const model = byName ?? (driver === undefined ? null : guessModel(driver));
  if (model === null) return chosen;
  const { fixed } = guessLimits;
  const isOtherWidth = fixed.includes("columns") && model.values.columns !== profile.columns;
  const taken = Object.entries(guessedValues(model)).filter(([key]) =>
    !fixed.includes(key as keyof Profile) && (key !== "dots" || !isOtherWidth)
  );
  return {
    ...chosen,
    profile: { ...profile, ...Object.fromEntries(taken) },
    profileChoice: { name: model.name, from: byName === null ? "driver" : "name" },
  };
}

/** How the choice is said to people: `epson-tm-t88 (guessed from its name)`. */
export function choiceText(choice: ProfileChoice | undefined, unknown: string): string {
  if (choice === undefined) return unknown;
  return choice.from === "settings" ? choice.name : `${choice.name} (guessed from its ${choice.from})`;
}

const DRAWN_FOR: Record<DriverKind, string> = {
  office: "its driver is an office printer's",
  xpsdrv: "its driver is an XPS driver",
  v4: "its driver is a v4 driver",
  virtual: "its driver makes files",
  ...{ raw: "", text: "", fax: "", unknown: "" },
};

/** Why documents are drawn although nobody set it; `null` where that is not so. */
export function formatReason({ drawnFor }: Chosen): string | null {
  return drawnFor === undefined ? null : `for ${DRAWN_FOR[drawnFor]}`;
}

/** That documents are drawn although nobody set it, and why: `format gdi, for its driver is a v4 driver`; `null` otherwise. */
export function formatText(chosen: Chosen): string | null {
  const reason = formatReason(chosen);
  return reason === null ? null : `format gdi, ${reason}`;
}

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
}

/** What Windows calls a printer. */
export interface PrinterNames {
  readonly name: string | null;
  readonly driver?: string;
}

/** `chosen` with what the names of a queue and of its driver say of the printer, if they say anything and may. */
export function guessed(chosen: Chosen, { name, driver }: PrinterNames): Chosen {
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

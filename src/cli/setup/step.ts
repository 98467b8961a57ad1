import type { Settings } from "../../config.ts";
import type { Printers } from "../../domain/ports.ts";
import type { SettingsDraft } from "../../setup/draft.ts";
import type { Reached } from "../reach.ts";
import type { Line } from "../dial.ts";
import type { Interview } from "./interview.ts";

/** What a step works with. */
export interface Setup {
  readonly interview: Interview;
  readonly draft: SettingsDraft;
  readonly printers: Printers;
  /** What was decided and is not part of the settings. */
  readonly wishes: Wishes;
  /** Tries to connect. */
  reach(line: Line): Promise<Reached>;
  /** Prints a test page on the printer of that alias; gives what went wrong, or `null`. */
  testPage(settings: Settings, alias: string): Promise<string | null>;
  /** What Windows says its language is: `sq-AL`. */
  readonly systemLocale: string;
  /** Something that no two PCs have alike. */
  newId(): string;
}

/** What is done once the file is written. */
export interface Wishes {
  /** The alias of a printer whose letters are not right. */
  calibrate: string | null;
  startWithWindows: boolean;
}

/** One step of the set-up: asks, and changes the draft. */
export interface Step {
  readonly title: string;
  run(setup: Setup): Promise<void>;
}

/** Changes the draft, or says why not; whether it was changed. */
export function isTaken({ interview }: Setup, problem: string | null): boolean {
  if (problem !== null) interview.say(problem);
  return problem === null;
}

/** A reason fit for somebody who has never seen the settings file. */
export function plainly(reason: string): string {
  return reason.replaceAll("SOCKET_URL", "the address").replaceAll("backend", "server")
    .replaceAll("Check SESSION_ID, USERNAME and NIPT", "Check the tax number, the name and the session");
}

import type { Profile } from "../../domain/profile.ts";
import type { ByteBuffer } from "../byte_buffer.ts";
import { writeCode } from "../codes.ts";
import type { Language } from "../language.ts";
import { within } from "../range.ts";
import { rasterBytes, rasterCommands } from "../raster.ts";
import { STAR_CODES } from "./star_codes.ts";
import * as command from "./star_commands.ts";
import { putStarInLine } from "./star_raster.ts";

/** Lines of one ESC a. */
const MAX_FEED = 127;

/** StarPRNT, and Star Line Mode, which has other commands for pictures alone. */
export const STAR: Language = {
  begin(out, { cancelChinese }) {
    command.initialize(out);
    command.selectAscii(out);
    command.resetLineSpacing(out);
    if (cancelChinese) command.cancelKanji(out);
  },
  lineFeed: command.lineFeed,
  selectCodePage: command.selectCodePage,
  selectJustification: command.selectJustification,
  setBold: command.setBold,
  setUnderline: command.setUnderline,
  setInverse: command.setInverse,
  selectCharacterSize(out, width, height) {
    command.selectCharacterSize(out, within(width, 1, command.MAX_FACTOR), within(height, 1, command.MAX_FACTOR));
  },
  feedLines(out, lines) {
    if (lines === 1) return command.lineFeed(out);
    for (let left = lines; left > 0; left -= MAX_FEED) command.feedLines(out, Math.min(left, MAX_FEED));
  },
  feedAndCut: command.feedAndCut,
  pulse(out, { drawerPin, drawerOnMs, drawerOffMs }) {
    if (drawerPin === 5) command.secondPulse(out);
    else command.pulse(out, drawerOnMs, drawerOffMs);
  },
  beep,
  code: (out, block, profile) => writeCode(out, block, profile, STAR_CODES),
  image: rasterCommands,
  raster: rasterBytes,
  inLine: putStarInLine,
};

/** Only what is known to be no drawer may be driven like a buzzer: a drawer would be damaged. */
function beep(out: ByteBuffer, times: number, { buzzer }: Profile): string | null {
  if (buzzer === "none") return "the printer did not beep: it has no buzzer (PRINTER_<ALIAS>_BUZZER)";
  if (buzzer !== "drawer") {
    return "the printer did not beep: write PRINTER_<ALIAS>_BUZZER=drawer where a buzzer, and no drawer, is on the drawer socket";
  }
  for (let time = 0; time < times; time++) command.beep(out);
  return null;
}

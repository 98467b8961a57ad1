import { writeCode } from "./codes.ts";
import * as command from "./commands.ts";
import type { Language } from "./language.ts";
import { rasterCommands } from "./raster.ts";

/** ESC/POS, as Epson's printers and nearly all others understand it. */
export const ESCPOS: Language = {
  begin(out, profile) {
    command.initialize(out);
    if (profile.disableRealtime) command.disableRealtime(out);
  },
  lineFeed: command.lineFeed,
  selectCodePage: command.selectCodePage,
  selectJustification: command.selectJustification,
  setBold: command.setBold,
  setUnderline: command.setUnderline,
  setInverse: command.setInverse,
  selectCharacterSize: command.selectCharacterSize,
  feedLines(out, lines) {
    if (lines === 1) command.lineFeed(out);
    else command.feedLines(out, lines);
  },
  feedAndCut: command.feedAndCut,
  pulse(out, { drawerPin, drawerOnMs, drawerOffMs }) {
    command.pulse(out, drawerPin, drawerOnMs, drawerOffMs);
  },
  beep(out, times) {
    command.beep(out, times);
    return null;
  },
  code: writeCode,
  image: rasterCommands,
};

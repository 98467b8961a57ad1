import type { Profile } from "../domain/profile.ts";
import type { ByteBuffer } from "./byte_buffer.ts";
import { writeCode } from "./codes.ts";
import * as command from "./commands.ts";
import type { Language } from "./language.ts";
import { rasterBytes, rasterCommands } from "./raster.ts";
import { putInLine } from "./stripes.ts";

/** ESC/POS, as Epson's printers and nearly all others understand it. */
export const ESCPOS: Language = {
  begin(out, profile) {
    command.initialize(out);
    if (profile.disableRealtime) command.disableRealtime(out);
    if (profile.cancelChinese) command.cancelChinese(out);
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
  pulse,
  beep(out, times, profile) {
    const repeat = (once: () => void) => {
      for (let time = 0; time < times; time++) once();
    };
    switch (profile.buzzer) {
      case "esc-b":
        command.beep(out, times);
        return null;
      case "esc-(a":
        command.epsonBeep(out, times);
        return null;
      case "bel":
        repeat(() => command.bell(out));
        return null;
      case "drawer":
        repeat(() => pulse(out, profile));
        return null;
      case "none":
        return "the printer did not beep: it has no buzzer (PRINTER_<ALIAS>_BUZZER)";
    }
  },
  code: writeCode,
  raster: rasterBytes,
  inLine: putInLine,
  image: rasterCommands,
};

function pulse(out: ByteBuffer, { drawerPin, drawerOnMs, drawerOffMs }: Profile): void {
  command.pulse(out, drawerPin, drawerOnMs, drawerOffMs);
}

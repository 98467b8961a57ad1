import type { Profile } from "../domain/profile.ts";
import type { SettingName } from "./printer_settings.ts";

/** A profile's values as `PRINTER_<ALIAS>_…` writes them; reading them gives the same values. */
export function writtenSettings(profile: Partial<Profile>): Map<SettingName, string> {
  const { codePages, nativeCodes } = profile;
  const values: readonly [SettingName, string | undefined][] = [
    ["FORMAT", profile.format],
    ["COLUMNS", profile.columns?.toString()],
    ["DOTS", profile.dots?.toString()],
    ["CODE_PAGES", codePages && listOr("ascii", codePages.map(({ encoding, number }) => `${encoding}:${number}`))],
    ["TEXT_ENCODING", profile.textEncoding],
    ["CANCEL_CHINESE", onOff(profile.cancelChinese)],
    ["PICTURE_MODE", profile.pictureMode],
    ["NATIVE_CODES", nativeCodes && listOr("none", nativeCodes)],
    ["CUTTER", onOff(profile.cutter)],
    ["DRAWER_PIN", profile.drawerPin?.toString()],
    ["DRAWER_ON_MS", profile.drawerOnMs?.toString()],
    ["DRAWER_OFF_MS", profile.drawerOffMs?.toString()],
    ["BUZZER", profile.buzzer],
    ["DISABLE_REALTIME", onOff(profile.disableRealtime)],
    ["DRAW_MISSING", onOff(profile.drawMissing)],
  ];
  return new Map(values.flatMap(([name, value]) => value === undefined ? [] : [[name, value]]));
}

function onOff(value: boolean | undefined): string | undefined {
  return value === undefined ? undefined : value ? "on" : "off";
}

function listOr(none: string, words: readonly string[]): string {
  return words.length === 0 ? none : words.join(", ");
}

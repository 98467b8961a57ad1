import * as z from "zod";
import { BUZZERS, EPSON_CODE_PAGES, formatSchema, PICTURE_MODES } from "../domain/profile.ts";
import { profileName } from "./profile_name.ts";
import { socketUrl } from "./socket_url.ts";
import {
  anyText,
  codePages,
  currencyText,
  duration,
  encoding,
  localeName,
  nativeCodes,
  oneOf,
  onOff,
  seconds,
  timesOfDay,
  typeList,
  webUrl,
  wholeNumber,
} from "./values.ts";

const columns = wholeNumber(16, 96, "80 mm paper usually has 48, 58 mm paper 32.");
const format = oneOf(
  formatSchema.options,
  "Receipt printers take escpos, Star's own modes starprnt or starline; gdi is for office printers, text for any other.",
);
const epsonOrder = EPSON_CODE_PAGES.map((page) => page.encoding).join(", ");

const WRITE_TIME = "Write 90s, 30m, 24h or 7d; a number alone is seconds.";

/** How long a job is worth printing (`EXPIRE_…`), in ms. */
export const lifetime: z.ZodType<number, string> = duration(1, 365 * 86_400, WRITE_TIME);

const LOG_LEVELS = ["debug", "info", "warn", "error"] as const;

/**
 * The settings with one name each: what is read when nothing is written, and what each may be. Without a `prefault` a
 * setting is required.
 */
export const settingsSchema = z.object({
  SOCKET_URL: socketUrl.prefault("http://localhost:5001"),
  SESSION_ID: anyText,
  USERNAME: anyText,
  NIPT: anyText,
  DEFAULT_PRINTER: anyText.prefault(""),
  PAPER_COLUMNS: columns.prefault("48"),
  PROFILE: profileName.prefault(""),
  PRINT_FORMAT: format.prefault("escpos"),
  CODE_PAGES: codePages.prefault(epsonOrder),
  DRAW_MISSING: onOff.prefault("on"),
  ACCEPT_TYPES: typeList.prefault(""),
  UNKNOWN_PRINTER: oneOf(
    ["error", "ignore"],
    "Write ignore only when another PC of the shop prints for the printers that this one does not have.",
  ).prefault("error"),
  EXPIRE_DEFAULT: lifetime.prefault("24h"),
  EXPIRE_DRAWER: lifetime.prefault("30s"),
  UNCERTAIN_JOBS: oneOf(
    ["reprint", "hold"],
    "Write reprint to have it printed again as a possible duplicate, hold to leave it to a person.",
  ).prefault("reprint"),
  CATCH_UP_AFTER: duration(1, 365 * 86_400, WRITE_TIME).prefault("10m"),
  FALLBACK_AFTER: duration(0, 365 * 86_400, WRITE_TIME).prefault("60s"),
  HISTORY_DAYS: wholeNumber(
    7,
    3650,
    "Write 7 or more: what was forgotten would be printed again if the backend sent it again.",
  ).prefault("7"),
  TEMPLATES_DIR: anyText.prefault(""),
  LOCALE: localeName.prefault(""),
  CURRENCY: currencyText.prefault(""),
  ALLOW_RAW: onOff.prefault("off"),
  LOGO: anyText.prefault(""),
  LOG_LEVEL: oneOf(LOG_LEVELS, "Write info; debug is for finding a fault.").prefault("info"),
  LOG_FILE: anyText.prefault("printer_client.log"),
  LOG_MAX_MB: wholeNumber(1, 1_000, "The default is 5.").prefault("5"),
  LOG_FILES: wholeNumber(2, 100, "The default is 5.").prefault("5"),
  LOG_FORMAT: oneOf(["text", "json"], "Write text for people, json for a program that reads it.").prefault("text"),
  RECONNECT_DELAY: seconds(0.1, 3600, "Write 1 for one second, which is the default.").prefault("1"),
  MAX_RECONNECT_ATTEMPTS: wholeNumber(0, 1_000_000, "Write 0 to try for ever, which is the default.").prefault("0"),
  TLS_CA_FILE: anyText.prefault(""),
  TLS_INSECURE: onOff.prefault("off"),
  HTTPS_PROXY: anyText.prefault(""),
  NO_PROXY: anyText.prefault(""),
  METRICS_PORT: wholeNumber(0, 65_535, "Write a free port such as 9181, or 0 for none.").prefault("0"),
  DASHBOARD_PORT: wholeNumber(0, 65_535, "Write a free port such as 9180, or 0 for no page.").prefault("9180"),
  DASHBOARD_PRIVACY: oneOf(["off", "masked"], "Write masked to hide names and telephone numbers on the page.").prefault(
    "off",
  ),
  ALERT_URL: webUrl.prefault(""),
  ALERT_AFTER: duration(1, 7 * 86_400, WRITE_TIME).prefault("5m"),
  CHECK_AT: timesOfDay.prefault(""),
  DATA_DIR: anyText.prefault(""),
});

/** The values of the settings with one name each. */
export type PlainSettings = z.infer<typeof settingsSchema>;

/** What `PRINTER_<ALIAS>_…` may set: the profile of one printer where it differs from the default, and its own ways. */
export const printerSchema = z.object({
  COLUMNS: columns.optional(),
  FORMAT: format.optional(),
  CODE_PAGES: codePages.optional(),
  TEXT_ENCODING: encoding.optional(),
  CUTTER: onOff.optional(),
  DRAWER_PIN: oneOf(["2", "5"], "Write 2, or 5 for the second drawer.").optional(),
  DRAWER_ON_MS: wholeNumber(2, 510, "The default is 50.").optional(),
  DRAWER_OFF_MS: wholeNumber(2, 510, "The default is 500.").optional(),
  DISABLE_REALTIME: onOff.optional(),
  DOTS: wholeNumber(96, 2_400, "80 mm paper usually has 576, 58 mm paper 384.").optional(),
  BUZZER: oneOf(BUZZERS, "Write esc-b for most kitchen printers, esc-(a for newer Epson ones, none for no sound.")
    .optional(),
  NATIVE_CODES: nativeCodes.optional(),
  PICTURE_MODE: oneOf(PICTURE_MODES, "Write raster; columns where pictures come out as letters; none without pictures.")
    .optional(),
  CANCEL_CHINESE: onOff.optional(),
  DRAW_MISSING: onOff.optional(),
  PROFILE: profileName.optional(),
  FALLBACK: anyText.optional(),
  STATUS: onOff.optional(),
});

/** Settings of one printer. */
export type PrinterSettings = z.infer<typeof printerSchema>;

/** A key of `settingsSchema`. */
export type SettingKey = keyof PlainSettings;

/** Every setting with one name, in the order of the example file. */
export const SETTING_KEYS = Object.keys(settingsSchema.shape) as readonly SettingKey[];

/** What may stand after `PRINTER_<ALIAS>_`; an alias cannot end in one of these. */
export const PRINTER_SETTING_KEYS = Object.keys(printerSchema.shape) as readonly (keyof PrinterSettings)[];

/** Another name for `USERNAME`, which Windows itself sets in every environment. */
export const USERNAME_ALIAS = "CLIENT_USERNAME";

/** Settings whose value is never shown. */
export const SECRET_KEYS: ReadonlySet<string> = new Set(["SESSION_ID", "ALERT_URL"]);

/** Whether a key is one of ours: a plain setting, `PRINTER_…`, `ROUTE_…` or `EXPIRE_…`. The key is given in capitals. */
export function isOurKey(key: string): boolean {
  return key === USERNAME_ALIAS || (SETTING_KEYS as readonly string[]).includes(key) ||
    /^(PRINTER|ROUTE|EXPIRE)_./.test(key);
}

import type * as z from "zod";
import { printerSchema, type SettingKey, settingsSchema } from "./schema.ts";
import type { SettingName } from "./printer_settings.ts";

/** What a form should know of a setting besides its name. */
export interface SettingFacts {
  /** What counts when nothing is written; empty where that is nothing, or depends on something else. */
  readonly otherwise: string;
  /** The words it may be; `null` where it may be any text that its schema takes. */
  readonly choices: readonly string[] | null;
  /** Whether a text is a value of it, and which: equal values have equal results. */
  readonly read: (text: string) => { readonly success: boolean; readonly data?: unknown };
}

/** Of a setting with one name. */
export function settingFacts(key: SettingKey): SettingFacts {
  return factsOf(settingsSchema.shape[key]);
}

/** Of what may stand after `PRINTER_<ALIAS>_`. */
export function printerSettingFacts(name: SettingName): SettingFacts {
  return factsOf(printerSchema.shape[name]);
}

function factsOf(schema: z.ZodType): SettingFacts {
  const { innerType, defaultValue } = schema.def as { innerType?: z.ZodType; defaultValue?: unknown };
  const choices = (innerType ?? schema).meta()?.choices;
  return {
    otherwise: typeof defaultValue === "string" ? defaultValue : "",
    choices: Array.isArray(choices) ? choices.map(String) : null,
    read: (text) => schema.safeParse(text),
  };
}

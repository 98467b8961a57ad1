import { DEFAULT_PROFILE, type Profile } from "../profile.ts";
import { EPSON } from "./epson.ts";
import { FAMILIES } from "./families.ts";
import { MAKERS } from "./makers.ts";
import type { Model } from "./model.ts";
import { STAR } from "./star.ts";

/** Every known model, the first that a name fits is the one that is guessed. */
export const MODELS: readonly Model[] = [...EPSON, ...STAR, ...MAKERS, ...FAMILIES];

/** The model whose values are `DEFAULT_PROFILE`. */
export const DEFAULT_MODEL = "generic-80mm";

/** The model of that name, whatever the case; `null` when there is none. */
export function modelNamed(name: string): Model | null {
  const wanted = name.trim().toLowerCase();
  return MODELS.find((model) => model.name === wanted) ?? null;
}

/** Everything about the printers of a model. */
export function profileOfModel({ values }: Model): Profile {
  return { ...DEFAULT_PROFILE, ...values };
}

/** The model that a queue's or driver's name, or what a person writes, speaks of; `null` when it does not say. */
export function guessModel(name: string): Model | null {
  return MODELS.find(({ guess }) => guess?.test(name) ?? false) ?? null;
}

/**
 * What a guess may change. Never the format or the knife: a shop whose printer works must not lose a cut or its language
 * for a name; and of a name that many makers use, the width of the paper alone.
 */
export function guessedValues({ values, isShared = false }: Model): Partial<Profile> {
  const { format: _format, cutter: _cutter, ...safe } = values;
  if (!isShared) return safe;
  const { columns, dots } = values;
  return { ...(columns === undefined ? {} : { columns }), ...(dots === undefined ? {} : { dots }) };
}

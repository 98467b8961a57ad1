import type * as z from "zod";
import { guessModel, modelNamed, MODELS } from "../domain/models/known_models.ts";
import type { Model } from "../domain/models/model.ts";
import { nearest } from "./notice.ts";
import { value } from "./values.ts";

/** The profile of that name, whatever the case; `null` where nothing is written. */
export const profileName: z.ZodType<Model | null, string> = value<Model | null>((text) => {
  if (text === "") return null;
  const model = modelNamed(text.replace(/[\s_]+/g, "-"));
  if (model !== null) return model;
  const names = MODELS.map(({ name }) => name);
  const meant = guessModel(text)?.name ?? nearest(text, names);
  return {
    wrong: "no profile of this name",
    remedy: `${meant === null ? "" : `Did you mean ${meant}? `}Known are: ${names.join(", ")}.`,
  };
}).meta({ choices: MODELS.map(({ name }) => name) });

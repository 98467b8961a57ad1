import type { Profile } from "../../domain/profile.ts";
import type { TemplateWords } from "./words/template_words.ts";

/** A printer that a text can be looked at for. */
export interface Printer {
  readonly name: string;
  readonly profile: Profile;
}

/** What a person has sent, or is about to see. */
export interface Draft {
  readonly text: string;
  readonly mark: string;
  readonly printer: Printer;
  readonly sample: string;
  /** The last picture, which stays while there is an error. */
  readonly picture: string | null;
  readonly done: keyof TemplateWords["done"] | null;
}

/** The fields of a form or an address. */
export type Fields = Readonly<Record<string, unknown>>;

/** What was sent with a form; of printers and pictures only those that there are. */
export function sentDraft(
  form: Fields,
  printers: readonly [Printer, ...Printer[]],
  isKept: (picture: string) => boolean,
): Draft {
  const picture = String(form.picture ?? "");
  return {
    ...wishesOf(form, printers),
    // Browsers send the line ends of Windows.
    text: String(form.text ?? "").replace(/\r\n?/g, "\n"),
    mark: String(form.mark ?? ""),
    picture: isKept(picture) ? picture : null,
    done: null,
  };
}

/** Printer and sample that were chosen; the first printer where there is no such one. */
export function wishesOf(
  { printer, sample }: Fields,
  printers: readonly [Printer, ...Printer[]],
): Pick<Draft, "printer" | "sample"> {
  return {
    printer: printers.find(({ name }) => name === printer) ?? printers[0],
    sample: String(sample ?? "").slice(0, 40),
  };
}

import { currencyText, localeName } from "../../config/values.ts";
import { languageOf } from "../../domain/locale.ts";
import { LANGUAGES, likelyCurrency, likelyLocale } from "../../setup/country.ts";
import { isTaken, type Step } from "./step.ts";

const AS_IT_COMES = "Leave it as the server sends it";

/** The language of the paper, and the currency of amounts. */
export const COUNTRY_STEP: Step = {
  title: "Language and money",
  async run(setup) {
    const { interview, draft, systemLocale } = setup;
    const present = draft.value("LOCALE");
    const likely = likelyLocale(systemLocale);
    const list = [...LANGUAGES.map(({ name }) => name), AS_IT_COMES];
    const rows = list.map((name, index) => `  ${index + 1}  ${name}`);
    const question = [
      "Which language has the paper, for dates, amounts and words such as TOTAL?",
      "A number, or a language and a country such as fr-FR.",
      ...rows,
    ].join("\n");
    // What is set, or the country that Windows is set to, is nearer than the first one of that language.
    const nearest = [present, likely ?? ""];
    const meant = present !== "" || !draft.isNew ? present : likely ?? "";
    const place = LANGUAGES.findIndex(({ locale }) => languageOf(locale) === languageOf(meant));
    const enter = place >= 0 ? String(place + 1) : meant !== "" ? meant : String(list.length);
    const locale = await interview.ask<string>(question, enter, (text) => {
      if (text === String(list.length)) return "";
      const chosen = LANGUAGES[Number(text) - 1]?.locale;
      if (chosen !== undefined) return nearest.find((one) => languageOf(one) === languageOf(chosen)) ?? chosen;
      const read = localeName.safeParse(text);
      const isKnown = read.success && read.data !== null && !/^\d+$/.test(text);
      return isKnown ? read.data ?? "" : {
        problem: `Please type a number from 1 to ${list.length}, or a language and a country such as fr-FR.`,
      };
    });
    if (locale !== present) isTaken(setup, draft.set({ key: "LOCALE", value: locale }));
    const country = locale === "" ? systemLocale : locale;
    const currency = await interview.ask<string>(
      "Which currency do amounts have, where the server names none? Such as EUR, Lekë; - for none.",
      draft.value("CURRENCY") || (draft.isNew && likelyCurrency(country) !== "" ? likelyCurrency(country) : "-"),
      (text) => {
        if (/^(-|no?|none)$/i.test(text)) return "";
        const read = currencyText.safeParse(text);
        return read.success ? read.data : { problem: "Please type a code, a sign or a word, such as EUR, € or Lekë." };
      },
    );
    if (currency !== draft.value("CURRENCY")) isTaken(setup, draft.set({ key: "CURRENCY", value: currency }));
  },
};

/** Whether it starts by itself from now on; asked where that can be done. */
export const START_STEP: Step = {
  title: "Start with Windows",
  async run({ interview, wishes }) {
    wishes.startWithWindows = await interview.yes(
      "Shall it start by itself when you log on to Windows, and again should it ever end?",
      "y",
    );
  },
};

/** Languages whose formats Deno's own tables lack, with the one that writes numbers alike. */
const WRITTEN_LIKE: Readonly<Record<string, string>> = { sq: "fr" };

/** A locale in its usual spelling (`sq_al` is `sq-AL`); `null` when there are no formats for its language. */
export function knownLocale(text: string): string | null {
  try {
    const [locale] = Intl.getCanonicalLocales(text.trim().replaceAll("_", "-"));
    return locale !== undefined && Intl.NumberFormat.supportedLocalesOf([formatLocale(locale)]).length > 0
      ? locale
      : null;
  } catch {
    return null;
  }
}

/** The locale whose formats are used for another. */
export function formatLocale(locale: string): string {
  return WRITTEN_LIKE[languageOf(locale)] ?? locale;
}

/** The language of a locale: `sq` of `sq-AL`. */
export function languageOf(locale: string): string {
  return (locale.split("-")[0] ?? locale).toLowerCase();
}

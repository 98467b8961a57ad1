import { PRINTER_SETTING_KEYS, SETTING_KEYS, type SettingKey } from "../../config/schema.ts";
import { settingFacts } from "../../config/setting_facts.ts";
import { type Html, html } from "../html.ts";
import { NEW } from "./asked.ts";
import { type Choice, listField, textField } from "./field.ts";
import { type FormParts, otherwiseOf, valueIn } from "./form_view.ts";
import { printerAliases } from "./known_keys.ts";
import { PICKED_FILES } from "./own_paths.ts";
import { installedChoices, printerRows, typeRows } from "./printer_rows.ts";
import { type Group, GROUPS } from "./setting_help.ts";
import type { SettingsWords } from "./words/settings_words.ts";

/** All settings as a form, with what was found about them above it. */
export function settingsForm(parts: FormParts): Html {
  const { words, path, token, stamp, once, held, help } = parts;
  const inGroup = (group: Group) => SETTING_KEYS.filter((key) => (help.get(key)?.group ?? "files") === group);
  return html`
    <p class="dim">${words.file(path)} ${words.leftEmpty}</p>
    ${notices(parts)}
    <nav class="filters" aria-label="${words.groups}">
      <ul>${GROUPS.map((group) => html`<li><a href="#${group}">${words.group[group]}</a></li>`)}</ul>
    </nav>
    <form method="post" action="/settings" class="settings">
    <button class="unseen" name="do" value="test" tabindex="-1" aria-hidden="true">${words.test}</button>
    ${token}<input type="hidden" name="stamp" value="${stamp}"><input type="hidden" name="once"
      value="${once}"><input type="hidden" name="held" value="${held}">
    ${GROUPS.map((group) =>
      html`
        <section
          id="${group}"><h2>${words.group[group]}</h2>${group === "templates" &&
            html`<p class="more"><a href="/templates">${words.templates}</a></p>`}${group === "printers" &&
            html`${field(parts, "DEFAULT_PRINTER")}${printerRows(parts)}`}<div class="grid">${inGroup(group).filter((
              key,
            ) => key !== "DEFAULT_PRINTER").map((key) => field(parts, key))}</div>${group === "printers" &&
            typeRows(parts)}</section>
      `
    )}
    <div class="bar"><button name="do" value="save">${words.save}</button><button class="quiet" name="do"
      value="test">${words.test}</button><span class="dim">${words.testHint}</span></div>
    </form>
  `;
}

function notices(parts: FormParts): Html {
  const { words, banners, problems, warnings, found, waiting, canRestart, token, once } = parts;
  const inForm = new Set(["key", ...fieldKeys(parts)]);
  const loose = [...problems, ...warnings].filter(({ key }) => key === null || !inForm.has(key));
  return html`${banners.map(({ tone, text }) => html`<p class="notice ${tone}" role="status">${text}</p>`)}${
    problems.length > 0 &&
    html`
      <div class="notice bad" role="alert">
        <p><strong>${words.notSaved}</strong> ${words.problems(problems.length)}</p>
        <ul>${problems.map(({ key, message, remedy }) =>
          html`<li lang="en">${
            key !== null && inForm.has(key)
              ? html`
                <a href="#${key}" lang="${parts.code}">${labelOf(key, words)}</a>:
              `
              : ""
          }${message}. ${remedy}</li>`
        )}</ul>
      </div>
    `
  }${
    loose.filter((one) => !problems.includes(one)).map(({ key, message, remedy }) =>
      html`<p class="notice warn" lang="en">${key !== null && `${key}: `}${message}. ${remedy}</p>`
    )
  }${
    found !== null &&
    html`
      <section class="notice found">
        <h2>${words.tested}</h2>
        <ul>${found.map(({ name, kind, message }) =>
          html`
            <li
              class="${kind === "ok"
                ? "good"
                : kind === "note"
                ? "warn"
                : "bad"}"><span class="lamp" aria-hidden="true"></span> <strong>${words
                .kind[kind]}</strong> <span lang="en">${name}: ${message}</span></li>
          `
        )}</ul>
      </section>
    `
  }${
    waiting.size > 0 &&
    html`<div class="notice warn restart"><p>${words.needsRestart}</p>${
      canRestart &&
      html`
        <form method="post"
          action="/settings/restart">${token}<input type="hidden" name="once" value="${once}"><button>${words
            .restart}</button> <span>${words.restartHint}</span></form>
      `
    }</div>`
  }`;
}

/** What a field is called, with the printer it is of. */
function labelOf(key: string, words: SettingsWords): string {
  const plain = SETTING_KEYS.find((name) => name === key);
  if (plain !== undefined) return words.label[plain];
  const [, route, type = ""] = /^(ROUTE|EXPIRE)_(.+)$/.exec(key) ?? [];
  if (route !== undefined) return (route === "ROUTE" ? words.goesTo : words.worth)(type.toLowerCase());
  if (/^new:(?:type|route|expire)$/.test(key)) return words.newType;
  const name = PRINTER_SETTING_KEYS.find((name) => key.endsWith(`_${name}`) || key === `new:${name}`);
  const printer = key.startsWith("new:")
    ? words.add
    : words.printer(key.slice("PRINTER_".length, name === undefined ? undefined : -name.length - 1));
  return name === undefined ? printer : `${printer}, ${words.own[name]}`;
}

function fieldKeys({ entries }: FormParts): string[] {
  const plain: readonly string[] = SETTING_KEYS;
  const aliases = printerAliases(entries);
  const others = [...entries.keys()].filter((key) =>
    /^(?:ROUTE|EXPIRE)_/.test(key) ||
    aliases.some((alias) => key === `PRINTER_${alias}` || key.startsWith(`PRINTER_${alias}_`))
  );
  return [...plain, ...others, ...Object.values(NEW), ...PRINTER_SETTING_KEYS.map((name) => `new:${name}`)];
}

function field(parts: FormParts, key: SettingKey): Html {
  const { words, help, entries, files } = parts;
  const about = {
    key,
    label: words.label[key],
    help: help.get(key)?.text ?? "",
    otherwise: otherwiseOf(parts, key),
  };
  const { choices, read } = settingFacts(key);
  const value = valueIn(parts, key);
  if (key === "DEFAULT_PRINTER") {
    return listField(parts, about, [
      { heading: "", choices: [["", words.windowsDefault]] },
      { heading: words.group.printers, choices: printerAliases(entries).map((alias): Choice => [alias, alias]) },
      { heading: words.installed, choices: installedChoices(parts) },
    ], { value, hasOther: true });
  }
  const ending = PICKED_FILES[key];
  const listed = ending === undefined ? choices : files.filter((file) => ending.test(file));
  if (listed === null) return textField(parts, about);
  const nothing = about.otherwise !== ""
    ? about.otherwise === words.automatic ? words.automatic : words.byDefault(about.otherwise)
    : ending === undefined
    ? words.automatic
    : words.none;
  const empty: Choice = ["", nothing];
  // "yes" is the same as "on", and stays as it is written.
  const meant = value === "" || ending !== undefined
    ? value
    : listed.find((one) => isSame(read(one), read(value))) ?? value;
  const texts = listed.map((one): Choice => [one === meant ? value : one, one]);
  return listField(parts, about, [{ heading: "", choices: [empty, ...texts] }], { value });
}

function isSame(left: { success: boolean; data?: unknown }, right: { success: boolean; data?: unknown }): boolean {
  return left.success && right.success && left.data === right.data;
}

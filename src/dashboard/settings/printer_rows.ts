import type { SettingName } from "../../config/printer_settings.ts";
import { PRINTER_SETTING_KEYS } from "../../config/schema.ts";
import { printerSettingFacts } from "../../config/setting_facts.ts";
import { type Html, html } from "../html.ts";
import { NEW } from "./asked.ts";
import { type Choice, listField, textField } from "./field.ts";
import { type FormParts, shownIn, valueIn } from "./form_view.ts";
import { jobTypes, printerAliases } from "./known_keys.ts";

/** Every printer of the settings, each with its own settings, and one that can be added. */
export function printerRows(parts: FormParts): Html {
  const { words, entries, fields } = parts;
  const isAdding = (parts.asked?.added ?? null) !== null;
  return html`
    ${printerAliases(entries).map((alias) => printerRow(parts, alias))}<details class="printer"
      ${isAdding
        ? html`
          open
        `
        : ""}><summary>${words.add}</summary><div class="pair">${textField(parts, {
          key: NEW.alias,
          label: words.alias,
          help: "",
          otherwise: "KITCHEN",
        })}${spec(
          parts,
          NEW.spec,
          fields[NEW.spec] === ":other" ? fields[`${NEW.spec}:other`] ?? "" : fields[NEW.spec] ?? "",
          [
            "",
            words.choose,
          ],
        )}</div><p class="hint">${words.addHint}</p>${own(parts, "new:")}</details>
  `;
}

/** Which printer gets a type of job, and for how long it is worth printing. */
export function typeRows(parts: FormParts): Html {
  const { words, entries, fields } = parts;
  const aliases = printerAliases(entries).map((alias): Choice => [alias, alias]);
  const row = (heading: Html, route: string, expire: string, type: string) =>
    html`<div class="type">${heading}${
      listField(parts, { key: route, label: words.goesTo(type), help: "", otherwise: "" }, [{
        heading: "",
        choices: [["", words.byTheRest], ...aliases],
      }], { value: route === NEW.route ? fields[route] ?? "" : valueIn(parts, route) })
    }${
      textField(parts, {
        key: expire,
        label: words.worth(type),
        help: "",
        otherwise: type === "text" ? "4h" : words.byTheRest,
      })
    }</div>`;
  const rows = jobTypes(entries).map((key) => {
    const type = key.toLowerCase();
    return row(html`<h4>${type}</h4>`, `ROUTE_${key}`, `EXPIRE_${key}`, type);
  });
  const added = row(
    textField(parts, { key: NEW.type, label: words.newType, help: "", otherwise: "" }),
    NEW.route,
    NEW.expire,
    words.newType,
  );
  return html`
    <details class="types" ${isTypeAsked(parts)
      ? html`
        open
      `
      : ""}><summary>${words.types}</summary>${rows}${added}</details>
  `;
}

/** Whether something of this is asked for or wrong, so that it is not to be hidden. */
function isTypeAsked({ asked, problems }: FormParts): boolean {
  const keys = [...asked?.values.keys() ?? [], ...problems.map(({ key }) => key ?? "")];
  return (asked?.addedType ?? null) !== null ||
    keys.some((key) => /^(?:ROUTE_|EXPIRE_(?!DEFAULT$|DRAWER$)|new:(?:type|route|expire)$)/.test(key));
}

/** Installed printers as choices. */
export function installedChoices({ installed }: FormParts): Choice[] {
  return installed.map(({ name, isDefault }) => [name, isDefault ? `${name} *` : name]);
}

function printerRow(parts: FormParts, alias: string): Html {
  const { words, entries, fields } = parts;
  const key = `PRINTER_${alias}`;
  const isInFile = entries.get(key)?.source === "file";
  return html`
    <fieldset
      class="printer"><legend>${words.printer(entries.get(key)?.key.slice("PRINTER_".length) ?? alias)}</legend>${spec(
        parts,
        key,
        isInFile ? valueIn(parts, key) : parts.asked?.values.get(key) ?? "",
        isInFile ? null : ["", words.automatic],
      )}${own(parts, `${key}_`)}<div class="rowend"><button class="quiet" name="do" value="slip:${alias}">${words.slip(
        alias,
      )}</button>${isInFile &&
        html`<label class="tick"><input type="checkbox" name="remove:${key}"${
          fields[`remove:${key}`] !== undefined
            ? html`
              checked
            `
            : ""
        }> ${words.remove(alias)}</label>`}</div></fieldset>
  `;
}

function spec(parts: FormParts, key: string, value: string, first: Choice | null): Html {
  const { words } = parts;
  return listField(parts, { key, label: words.printerIs, help: "", otherwise: "" }, [
    { heading: "", choices: [...(first === null ? [] : [first]), ["default", words.windowsDefault]] },
    { heading: words.installed, choices: installedChoices(parts) },
  ], { value, hasOther: true });
}

/** What a printer has otherwise than the rest. */
function own(parts: FormParts, prefix: string): Html {
  const { problems, fields } = parts;
  const keys = PRINTER_SETTING_KEYS.map((name) => `${prefix}${name}`);
  const isOpen = problems.some(({ key }) => key !== null && keys.includes(key)) ||
    keys.some((key) => parts.asked?.values.has(key) || (prefix === "new:" && (fields[key] ?? "") !== ""));
  const count = prefix === "new:" ? 0 : keys.filter((key) => valueIn(parts, key) !== "").length;
  return html`
    <details class="own" ${isOpen
      ? html`
        open
      `
      : ""}>
      <summary>${parts.words.more}${count > 0 && ` (${count})`}</summary>
      <div class="grid">${PRINTER_SETTING_KEYS.map((name) => {
        const key = `${prefix}${name}`;
        return ownField(parts, name, key, prefix === "new:" ? fields[key] ?? "" : shownIn(parts, key));
      })}</div>
    </details>
  `;
}

function ownField(parts: FormParts, name: SettingName, key: string, value: string): Html {
  const { words, help, entries } = parts;
  const field = { key, label: words.own[name], help: help.get(`PRINTER_KITCHEN_${name}`)?.text ?? "", otherwise: "" };
  const { choices } = printerSettingFacts(name);
  const self = key.slice("PRINTER_".length, -"_FALLBACK".length);
  const listed = name === "FALLBACK" ? printerAliases(entries).filter((alias) => alias !== self) : choices;
  if (listed === null) return textField(parts, { ...field, otherwise: words.automatic });
  const empty: Choice = ["", name === "FALLBACK" ? words.none : words.automatic];
  return listField(parts, field, [{ heading: "", choices: [empty, ...listed.map((one): Choice => [one, one])] }], {
    value,
  });
}

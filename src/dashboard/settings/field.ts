import { type Html, html, type Part } from "../html.ts";
import { OTHER } from "./asked.ts";
import { type FormParts, fromEnvironment, isTyped, shownIn, valueIn } from "./form_view.ts";
import { isSecret } from "./secrets.ts";

/** A field with what belongs to it. `key` is the name of the setting, or of a new one. */
export interface FieldParts {
  readonly key: string;
  readonly label: string;
  /** In English; may be empty. */
  readonly help: string;
  /** What counts when it is left empty. */
  readonly otherwise: string;
}

/** One choice of a list: its value, and what a person reads. */
export type Choice = readonly [value: string, text: string];

/** A field for text, or for a secret. */
export function textField(parts: FormParts, field: FieldParts): Html {
  const { words, entries } = parts;
  const { key, otherwise } = field;
  if (!isSecret(key)) {
    return around(
      parts,
      field,
      html`<input ${control(parts, field)} value="${
        key.startsWith("new:") ? parts.fields[key] ?? "" : shownIn(parts, key)
      }" placeholder="${otherwise}" maxlength="2000">`,
    );
  }
  const isSet = valueIn(parts, key) !== "" || fromEnvironment(parts, key) !== null;
  const state = isTyped(parts, key) ? words.isTyped : isSet ? words.isSet : "";
  const canBeCleared = key !== "SESSION_ID" && entries.get(key)?.source === "file" && valueIn(parts, key) !== "";
  return around(
    parts,
    field,
    html`
      <input type="password" ${control(parts, field)} value="" maxlength="2000"><p
        class="hint">${state}</p>${canBeCleared &&
          html`<label class="tick"><input type="checkbox" name="clear:${key}"> ${words.clear}</label>`}
    `,
  );
}

/** A field with a list. `groups` are choices under headings; with `hasOther` a text of one's own is possible. */
export function listField(
  parts: FormParts,
  field: FieldParts,
  groups: readonly { readonly heading: string; readonly choices: readonly Choice[] }[],
  { value, hasOther = false }: { readonly value: string; readonly hasOther?: boolean },
): Html {
  const { words } = parts;
  const { key } = field;
  const all = groups.flatMap(({ choices }) => choices);
  const chosen = all.find(([one]) => one === value) ?? all.find(([one]) => one.toLowerCase() === value.toLowerCase());
  // What stands in the file stays as it is written.
  const lost: Choice[] = chosen === undefined && !hasOther ? [[value, value]] : [];
  const isOther = hasOther && chosen === undefined;
  return around(
    parts,
    field,
    html`<select ${control(parts, field)}>${lost.map(chosenOption)}${
      groups.map(({ heading, choices }) => {
        const options = choices.map((choice) => choice === chosen ? chosenOption([value, choice[1]]) : option(choice));
        return heading === ""
          ? options
          : choices.length > 0 && html`<optgroup label="${heading}">${options}</optgroup>`;
      })
    }${hasOther && (isOther ? chosenOption : option)([OTHER, words.other])}</select>${
      hasOther &&
      html`
        <input class="other" name="${key}${OTHER}" value="${isOther ? value : ""}" placeholder="${words.otherHint}"
          aria-label="${field.label}: ${words.other}" autocomplete="off" spellcheck="false" maxlength="500">
      `
    }`,
  );
}

function option([value, text]: Choice): Part {
  return html`<option value="${value}">${text}</option>`;
}

function chosenOption([value, text]: Choice): Part {
  return html`<option value="${value}" selected>${text}</option>`;
}

function control({ problems }: FormParts, { key, help }: FieldParts): Html {
  const isWrong = problems.some((problem) => problem.key === key);
  const described = [...(help === "" ? [] : [`${key}-help`]), `${key}-notes`].join(" ");
  return html`id="${key}" name="${key}" autocomplete="${
    isSecret(key) ? "new-password" : "off"
  }" spellcheck="false" aria-describedby="${described}"${
    isWrong
      ? html`
        aria-invalid="true"
      `
      : ""
  }`;
}

function around(parts: FormParts, field: FieldParts, inside: Html): Html {
  const { key, label, help } = field;
  const isWrong = parts.problems.some((problem) => problem.key === key);
  return html`
    <div
      class="setting${isWrong
        ? " wrong"
        : ""}"><label for="${key}">${label}</label>${inside}<div id="${key}-notes">${notes(
          parts,
          key,
        )}</div>${help !== "" && html`<p class="help" id="${key}-help" lang="en">${help}</p>`}</div>
  `;
}

function notes(parts: FormParts, key: string): Part[] {
  const { words, problems, warnings, meanwhile, waiting, entries } = parts;
  const given = fromEnvironment(parts, key);
  return [
    ...problems.filter((problem) => problem.key === key).map(({ value, message, remedy }) =>
      html`<p class="fault" lang="en">${
        value !== null && value !== "" && html`
          “${value}”:
        `
      }${message}. ${remedy}</p>`
    ),
    ...warnings.filter((warning) => warning.key === key).map(({ message, remedy }) =>
      html`<p class="caution" lang="en">${message}. ${remedy}</p>`
    ),
    meanwhile.has(key) &&
    html`<p class="caution">${words.meanwhile(isSecret(key) ? "***" : shownIn({ ...parts, asked: null }, key))}</p>`,
    waiting.has(key) && html`<p class="caution">${words.afterRestart}</p>`,
    given !== null && entries.get(key)?.source !== "file" &&
    html`<p class="hint">${words.fromEnvironment(given)}</p>`,
  ];
}

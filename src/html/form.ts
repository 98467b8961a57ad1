import { type Element, isTag, isText } from "domhandler";

/** What a field of a form shows. */
export function formText({ name, attribs, children }: Element): string {
  switch (name) {
    case "input": {
      const type = attribs.type?.toLowerCase();
      if (type === "password") return "";
      if (type === "checkbox" || type === "radio") return attribs.checked === undefined ? "[ ]" : "[x]";
      return attribs.value ?? "";
    }
    case "select": {
      const options = children.filter(isTag).flatMap((child) =>
        child.name === "option" ? [child] : child.children.filter(isTag)
      );
      const chosen = options.find((option) => option.attribs.selected !== undefined) ?? options[0];
      return chosen === undefined ? "" : textOf(chosen);
    }
    case "textarea":
      return children.map((child) => isText(child) ? child.data : "").join("");
    default:
      return attribs.value ?? "";
  }
}

function textOf({ children }: Element): string {
  return children.map((child) => isText(child) ? child.data : "").join("").trim();
}

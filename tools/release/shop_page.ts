/** Characters of a line that Notepad prints on A4: 170 mm between its margins, in Consolas of 11 points. */
const WIDTH = 78;

/** A Markdown page as plain text for Notepad and its printer: headings underlined, no marks, line ends of Windows. */
export function shopPage(markdown: string): string {
  const lines = paragraphs(markdown).flatMap((paragraph) => {
    const [, marks, heading] = /^(#+) (.*)$/.exec(paragraph) ?? [];
    if (marks === undefined || heading === undefined) return wrapped(paragraph.replaceAll("`", ""));
    return [heading, (marks === "#" ? "=" : "-").repeat(heading.length)];
  });
  return lines.map((line) => `${line}\r\n`).join("");
}

/** The lines of the text, each with those that go on from it: indented, or of the same plain paragraph. */
function paragraphs(markdown: string): string[] {
  const found: string[] = [];
  for (const line of markdown.trimEnd().split("\n")) {
    const isBeginning = line === "" || /^(?:#|- |\d+\. )/.test(line) || found.length === 0 || found.at(-1) === "";
    if (isBeginning) found.push(line);
    else found.push(`${found.pop() ?? ""} ${line.trim()}`);
  }
  return found;
}

/** What goes on below stands under the first word behind the mark. */
function wrapped(paragraph: string): string[] {
  const indent = " ".repeat((/^(?:- |\d+\. )/.exec(paragraph)?.[0] ?? "").length);
  const lines: string[] = [];
  let line = "";
  for (const word of paragraph.split(" ")) {
    if (line !== "" && line.length + 1 + word.length > WIDTH) {
      lines.push(line);
      line = indent + word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  return [...lines, line];
}

/** Characters of a title that a file name keeps: with the folder's path it must stay below Windows' 260. */
const MAX_TITLE = 40;

/**
 * The name, without ending, of a document's files: local time, title and the end of the job's id. It is safe on any
 * system: it begins with a digit, so it can be no device (`CON`, `NUL.txt`), and has no separator, so it cannot leave
 * its folder. Names sort in the order of printing.
 */
export function fileStem(title: string, jobId: string, nowMs: number): string {
  const offset = new Date(nowMs).getTimezoneOffset();
  const time = new Date(nowMs - offset * 60_000).toISOString().slice(0, -1).replace("T", "_").replaceAll(":", "-");
  const parts = [time, safe(title, MAX_TITLE), safe(jobId, Infinity).slice(-12).replace(/^[-. ]+/, "")];
  return parts.filter((part) => part !== "").join("_");
}

function safe(text: string, limit: number): string {
  const plain = text.toWellFormed().normalize("NFC")
    // What Windows forbids, controls, and what turns or hides text.
    .replace(/[<>:"/\\|?*\p{Cc}\p{Cf}\p{Zl}\p{Zp}\ufffd]+/gu, "-")
    .replace(/\s+/g, " ");
  // Windows drops dots and spaces at the end, and then the name that was written is not the name that is there.
  return [...plain].slice(0, limit).join("").replace(/^[-. ]+|[-. ]+$/g, "");
}

import { PrintError, type PrintErrorCode } from "../domain/print_error.ts";
import { shown } from "../domain/printable.ts";
import { closestName } from "./closest.ts";
import type { About, Failure } from "./messages.ts";
import type { Step } from "./spool_api.ts";
import { WIN } from "./symbols.ts";

/** What one error code of Windows means for a job, and what a person does about it. */
export interface Remedy {
  readonly code: PrintErrorCode;
  /** What is wrong, as half a sentence. */
  readonly what: string;
  /** What to do, as sentences. */
  readonly hint: string;
}

const SPOOLER_STOPPED: Remedy = {
  code: "spooler_stopped",
  what: "the print service of Windows does not run, or its PC cannot be reached",
  hint: "Open services.msc, start Print Spooler and set it to Automatic. The job is tried again.",
};
const SPOOLER_RESTARTED: Remedy = {
  code: "spooler_stopped",
  what: "the print service of Windows broke off",
  hint: "The job is tried again. If this happens often, delete old documents from the printer's queue and update the " +
    "printer's driver.",
};
const DEVICE: Remedy = {
  code: "printer_not_ready",
  what: "the printer does not answer",
  hint:
    "Check that it is switched on, its cable is in, the cover is closed and there is paper. The job is tried again.",
};
const NO_ROOM: Remedy = {
  code: "spool_full",
  what: "there is no room for the job in the print queue",
  hint: "Free space on the disk of Windows (C:) and delete old documents from the queue. The job is tried again.",
};
const NETWORK: Remedy = {
  code: "network_unreachable",
  what: "the PC that shares this printer cannot be reached",
  hint: "Switch that PC on and check the network. The job is tried again.",
};
const BROKEN_QUEUE: Remedy = {
  code: "driver_broken",
  what: "this printer is not set up correctly in Windows",
  hint: "Remove the printer in Windows and add it again with the maker's driver.",
};
const BROKEN_DRIVER: Remedy = {
  code: "driver_broken",
  what: "Windows cannot use this printer's driver",
  hint: "Install the maker's driver again and restart the PC.",
};
const AGAIN: Remedy = {
  code: "write_failed",
  what: "the job was gone from the queue before it was complete",
  hint: "The job is sent again. If this happens often, restart Print Spooler (services.msc).",
};
const NOT_FOUND: Remedy = {
  code: "printer_not_found",
  what: "this account has no printer of that name on this PC",
  hint: "A program that runs as SYSTEM or as another user does not see this user's network printers.",
};

/** By the number that GetLastError gives (WINDOWS.md A4; the texts of Microsoft's "System Error Codes" are in mind). */
export const REMEDIES: ReadonlyMap<number, Remedy> = new Map<number, Remedy>([
  [5, {
    code: "access_denied",
    what: "this account may not print on it",
    hint: "In Windows, open Printer properties > Security and allow Print for the account this program runs as.",
  }],
  [6, SPOOLER_RESTARTED],
  [8, {
    code: "spooler_busy",
    what: "Windows has not enough memory for the document",
    hint: "Close other programs. The job is tried again.",
  }],
  [21, DEVICE],
  [28, { ...DEVICE, what: "the printer is out of paper", hint: "Put paper in. The job is tried again." }],
  [29, DEVICE],
  [31, DEVICE],
  [53, NETWORK],
  [55, NETWORK],
  [61, NO_ROOM],
  [62, NO_ROOM],
  [WIN.PRINT_CANCELLED, {
    code: "cancelled",
    what: "the job was deleted from the Windows queue while it was sent",
    hint: "If that was a mistake, print it again.",
  }],
  [64, NETWORK],
  [67, NETWORK],
  [112, NO_ROOM],
  [121, DEVICE],
  [WIN.INSUFFICIENT_BUFFER, {
    code: "spooler_busy",
    what: "the list changed each time it was read",
    hint: "The job is tried again.",
  }],
  [WIN.MORE_DATA, {
    code: "spooler_busy",
    what: "the list changed each time it was read",
    hint: "The job is tried again.",
  }],
  [1117, DEVICE],
  [1167, { ...DEVICE, what: "the printer is not connected" }],
  [1702, SPOOLER_RESTARTED],
  [1722, SPOOLER_STOPPED],
  [WIN.RPC_CALL_FAILED, SPOOLER_RESTARTED],
  [1727, SPOOLER_RESTARTED],
  [1753, SPOOLER_STOPPED],
  [1796, { ...BROKEN_QUEUE, what: "the port of this printer does not exist" }],
  [1797, BROKEN_DRIVER],
  [1798, { ...BROKEN_QUEUE, what: "the print processor of this printer does not exist" }],
  [WIN.INVALID_PRINTER_NAME, NOT_FOUND],
  [1804, {
    code: "datatype_refused",
    what: "its driver does not take raw data",
    hint:
      'Add the printer a second time with the maker\'s receipt printer driver or "Generic / Text Only", and use that one.',
  }],
  [1805, BROKEN_DRIVER],
  [1905, {
    code: "printer_deleted",
    what: "the printer was deleted in Windows",
    hint: "Add the printer again, or name another one in the settings.",
  }],
  [1906, {
    code: "printer_not_ready",
    what: "the printer is being changed or removed in Windows",
    hint: "Wait a moment; the job is tried again. If it stays so, remove the printer and add it again.",
  }],
  [3000, BROKEN_QUEUE],
  [3002, AGAIN],
  [3003, AGAIN],
  [3004, BROKEN_QUEUE],
  [3009, BROKEN_DRIVER],
  [3012, NOT_FOUND],
  [3013, BROKEN_DRIVER],
  [3014, {
    ...BROKEN_DRIVER,
    what: "Windows blocks this printer's driver",
    hint: "Install a newer driver of the maker.",
  }],
  [3015, BROKEN_DRIVER],
  [3016, BROKEN_DRIVER],
  [3017, { ...BROKEN_DRIVER, hint: "Restart the PC, then install the maker's driver again." }],
  [3018, { ...BROKEN_DRIVER, hint: "Restart the PC, then install the maker's driver again." }],
  [3019, {
    ...BROKEN_DRIVER,
    what: "the driver of this shared printer is not on this PC",
    hint: "An administrator must install the printer's driver on this PC.",
  }],
  [3020, { ...AGAIN, what: "the print system of Windows was updated meanwhile" }],
]);

const DOING: Record<Step, string> = {
  EnumPrintersW: "Cannot list the printers of this PC",
  GetDefaultPrinterW: "Cannot find out the Windows default printer",
  OpenPrinterW: "Cannot open printer",
  GetPrinterW: "Cannot read the state of printer",
  GetPrinterDriverW: "Cannot read the driver of printer",
  GetJobW: "Cannot read a job of printer",
  EnumJobsW: "Cannot read the queue of printer",
  SetJobW: "Cannot delete a job of printer",
  StartDocPrinterW: "Cannot start a document on printer",
  StartPagePrinter: "Cannot start a page on printer",
  WritePrinter: "Cannot write to printer",
  EndPagePrinter: "Cannot end the page on printer",
  EndDocPrinter: "Cannot finish the document on printer",
  AbortPrinter: "Cannot withdraw the document from printer",
  ClosePrinter: "Cannot close printer",
  CreateDCW: "Cannot draw on printer",
  GetDeviceCaps: "Cannot find out the paper of printer",
  CreateFontIndirectW: "Cannot get a font for printer",
  GetTextMetricsW: "Cannot measure a font for printer",
  StartDocW: "Cannot start a document on printer",
  StartPage: "Cannot start a page on printer",
  SetWorldTransform: "Cannot draw wide text on printer",
  ExtTextOutW: "Cannot draw text on printer",
  PatBlt: "Cannot draw a line on printer",
  StretchDIBits: "Cannot draw a picture on printer",
  EndPage: "Cannot end the page on printer",
  EndDoc: "Cannot finish the document on printer",
  AbortDoc: "Cannot withdraw the document from printer",
  DeleteDC: "Cannot close printer",
};

/** What a failed order means, as the one error type of the program. */
export function printErrorOf(failure: Failure): PrintError {
  switch (failure.kind) {
    case "call":
      return callError(failure.step, failure.code, failure.about);
    case "no_default":
      return new PrintError("no_printer", "Cannot print: no printer is named and Windows has no default printer.", {
        hint: `Set DEFAULT_PRINTER to the name of a printer. ${listed(failure.about.installed)}`,
      });
    case "unsuitable":
      return new PrintError(
        "printer_unsuitable",
        `Cannot print on ${shown(failure.about.printer)}: ${unsuitable(failure)}.`,
        { hint: "Name a receipt printer in the settings." },
      );
    case "fault":
      return new PrintError(
        "internal",
        `Cannot use the print system of Windows: ${failure.message.replace(/\.$/, "")}.`,
        {
          hint: "Please report this with the log file.",
        },
      );
  }
}

function unsuitable({ why, what }: Failure & { kind: "unsuitable" }): string {
  switch (why) {
    case "asks":
      return `Windows would open a window and ask for a file's name (port ${
        shown(what)
      }), and the job would wait for that`;
    case "fax":
      return `it sends faxes (${shown(what)}) and prints nothing on paper`;
    case "virtual":
      return `it makes files (${shown(what)}) and prints nothing on paper`;
  }
}

function callError(step: Step, number: number, about: About): PrintError {
  const remedy = REMEDIES.get(number) ?? unknown(step, number);
  const subject = about.printer === null ? "" : ` ${shown(about.printer)}`;
  const source = number === 0 ? step : `${step}, Windows error ${number}`;
  const message = `${DOING[step]}${subject}: ${remedy.what} (${source}).`;
  if (about.perhapsOnPaper) {
    const hint = "Look at the printer: the document, or a part of it, may be on paper.";
    return new PrintError("outcome_unknown", message, { hint });
  }
  const list = number === WIN.INVALID_PRINTER_NAME ? `${suggestion(about)}${listed(about.installed)} ` : "";
  return new PrintError(remedy.code, message, { hint: list + remedy.hint });
}

function unknown(step: Step, number: number): Remedy {
  const took = step === "WritePrinter" && number === 0;
  return {
    code: "write_failed",
    what: took ? "the printer took no bytes" : number === 0 ? "Windows gave no reason" : "Windows reported an error",
    hint: took ? DEVICE.hint : "The job is tried again. If it stays so, print a test page from Windows itself.",
  };
}

function suggestion(about: About): string {
  const name = about.printer === null ? null : closestName(about.printer, about.installed);
  return name === null ? "" : `Did you mean ${shown(name)}? `;
}

function listed(names: readonly string[]): string {
  if (names.length === 0) return "No printer is installed for this account.";
  const shownNames = names.slice(0, 10).map(shown).join(", ");
  return `Installed: ${shownNames}${names.length > 10 ? ` and ${names.length - 10} more` : ""}.`;
}

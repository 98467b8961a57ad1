import * as z from "zod";
import { kitchenTicketSchema } from "./kitchen_ticket.ts";
import { labelSchema } from "./label.ts";
import { shown } from "./printable.ts";
import { rawSchema } from "./raw.ts";
import { receiptSchema } from "./receipt.ts";
import { reservationSchema } from "./reservation.ts";
import { shiftReportSchema } from "./shift_report.ts";

/** An object of a payload. */
export type Fields = Record<string, unknown>;

/** Characters of the `content` of one text job: about 4,000 lines, 13 metres of paper. */
export const MAX_CONTENT_CHARACTERS = 200_000;

/** Characters of the page of one html job, tags, styles and `data:` pictures included. */
export const MAX_PAGE_CHARACTERS = 2_000_000;

const contentSchema = schemaOfText(MAX_CONTENT_CHARACTERS);
const pageSchema = schemaOfText(MAX_PAGE_CHARACTERS);

function schemaOfText(most: number) {
  return z.object({
    content: z.unknown().transform((value, context) => {
      if (typeof value === "string" && value.length <= most) return value;
      if (typeof value === "number") return String(value);
      const got = typeof value === "string" ? `${value.length} characters` : shown(value);
      context.addIssue({ code: "custom", message: `text of at most ${most} characters`, params: { got } });
      return z.NEVER;
    }),
  });
}

/** Where a job's data stands in its body, and what it has to be. */
export interface Content {
  readonly key: string;
  /** Another name that backends give to the key. */
  readonly otherKey?: string;
  readonly schema: z.ZodType<Fields>;
  /** Whether the data must stand under the key; else the body itself may be it. */
  readonly isStrict: boolean;
}

/** The job types whose data is checked; that of other templates is taken as it comes. */
export const CONTENT: ReadonlyMap<string, Content> = new Map<string, Content>([
  ["text", { key: "content", schema: contentSchema, isStrict: true }],
  ["html", { key: "content", otherKey: "html", schema: pageSchema, isStrict: true }],
  ["raw", { key: "content", schema: rawSchema, isStrict: true }],
  ["receipt", { key: "receipt_data", schema: receiptSchema, isStrict: true }],
  ["reservation", { key: "reservation_data", schema: reservationSchema, isStrict: true }],
  ["kitchen_ticket", { key: "kitchen_ticket_data", schema: kitchenTicketSchema, isStrict: false }],
  ["shift_report", { key: "shift_report_data", schema: shiftReportSchema, isStrict: false }],
  ["label", { key: "label_data", schema: labelSchema, isStrict: false }],
]);

const TITLES: Readonly<Record<string, { title: string; number: string }>> = {
  text: { title: "Text", number: "" },
  html: { title: "Page", number: "" },
  raw: { title: "Raw data", number: "" },
  receipt: { title: "Receipt", number: "receipt_number" },
  reservation: { title: "Reservation", number: "confirmation_number" },
  kitchen_ticket: { title: "Kitchen ticket", number: "order_number" },
  shift_report: { title: "Shift report", number: "number" },
  label: { title: "Label", number: "name" },
  book: { title: "Offline book", number: "" },
  test_page: { title: "Test page", number: "" },
};

/** The title of a type in the printer's queue, and the field whose value follows it. */
export function titleOf(type: string): { readonly title: string; readonly number: string } {
  return (Object.hasOwn(TITLES, type) ? TITLES[type] : undefined) ?? { title: type, number: "number" };
}

import book from "./formats/book.html" with { type: "text" };
import kitchenTicket from "./formats/kitchen_ticket.html" with { type: "text" };
import label from "./formats/label.html" with { type: "text" };
import receipt from "./formats/receipt.html" with { type: "text" };
import reservation from "./formats/reservation.html" with { type: "text" };
import shiftReport from "./formats/shift_report.html" with { type: "text" };
import testPage from "./formats/test_page.html" with { type: "text" };
import text from "./formats/text.html" with { type: "text" };

/** The shipped templates by name; a job's type is the name of its template. */
export const FORMATS: Readonly<Record<string, string>> = {
  text,
  receipt,
  reservation,
  kitchen_ticket: kitchenTicket,
  shift_report: shiftReport,
  label,
  book,
  test_page: testPage,
};

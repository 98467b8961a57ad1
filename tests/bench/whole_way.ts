import { type Job, parseJob } from "../../src/domain/job.ts";
import { DEFAULT_PROFILE } from "../../src/domain/profile.ts";
import { type ReceiptData, receiptView } from "../../src/domain/receipt.ts";
import { PictureShelf } from "../../src/pictures/shelf.ts";
import { render } from "../../src/render/render.ts";
import { Composer } from "../../src/template/engine.ts";
import { FORMATS } from "../../src/template/formats.ts";
import { labelsFor, NO_SHOP_LABELS } from "../../src/template/labels.ts";
import { parseMarkup } from "../../src/template/markup.ts";
import { TemplateSet } from "../../src/template/template_set.ts";
import type { Action } from "./measured.ts";
import { benchLogo, benchReceipt } from "./receipt.ts";

/** The way of a job from what the backend sends to bytes, and the stages in front of the layout. */
export function wholeWay(): Action[] {
  const composer = new Composer();
  const withLogo = new Composer(FORMATS, { pictures: new PictureShelf({ assetsDir: "assets", logo: benchLogo() }) });
  const payload = { data: { type: "receipt", receipt_data: benchReceipt() } };
  const context = { nipt: "", types: composer.types, nowMs: 0, wallMs: 0, newId: () => "bench" };
  const { job } = parseJob("print_request", payload, context) as { job: Job };
  const set = new TemplateSet(FORMATS);
  const view = receiptView(job.data as ReceiptData);
  const scope = { ...view, labels: labelsFor(null, NO_SHOP_LABELS), locale: null, paper: DEFAULT_PROFILE, logo: null };
  const markup = set.fill("receipt", scope);
  const whole = (by: Composer) => render(by.compose(job, DEFAULT_PROFILE), DEFAULT_PROFILE);
  return [
    ["validation", () => parseJob("print_request", payload, context)],
    ["template", () => set.fill("receipt", scope)],
    ["markup", () => parseMarkup(markup)],
    ["whole way", () => whole(composer)],
    ["whole way, with logo, kept", () => whole(withLogo)],
  ];
}

/** What elements look like before the page's own styles (HTML standard, 15.3 "Non-replaced elements"), as far as paper shows it. */
export const BROWSER = `
page, html, body, div, p, section, article, header, footer, main, nav, aside, address, blockquote, form, fieldset, figure,
figcaption, center, h1, h2, h3, h4, h5, h6, hgroup, pre, ul, ol, menu, dir, li, dl, dt, dd, hr, legend, details, summary,
optgroup, listing, xmp, plaintext, caption, search { display: block }
table { display: table } tr { display: table-row } td, th { display: table-cell }
thead { display: table-header-group } tbody { display: table-row-group } tfoot { display: table-footer-group }
colgroup, col, [hidden], input[type=hidden], area, rp { display: none }
input[type=button], input[type=submit], input[type=reset], input[type=image], input[type=file] { display: none }
a[href^="javascript:"] { display: none }
b, strong, th, h1, h2, h3, h4, h5, h6 { font-weight: bold }
h1 { font-size: 2em } h2 { font-size: 1.5em } h3 { font-size: 1.17em }
big { font-size: larger } small, sub, sup { font-size: smaller }
u, ins { text-decoration: underline } s, strike, del { text-decoration: line-through }
i, em, cite, var, dfn, address { font-style: italic } address { font-style: normal }
center { text-align: -center } th { text-align: -th }
pre, listing, xmp, plaintext, textarea { white-space: pre }
ul, menu, dir { list-style: disc } ol { list-style: decimal }
[dir=rtl] { direction: rtl } [dir=ltr] { direction: ltr }
hr { border-top: 1px solid }
`;

/** Bootstrap's classes that matter on paper, for pages that have its style sheet from the network. */
export const BOOTSTRAP = `
.row, .d-flex, .d-inline-flex, .list-group-horizontal { display: flex }
.col, [class^="col-"], [class*=" col-"] { flex-grow: 1 }
.flex-column, .flex-md-column { flex-direction: column }
.justify-content-between { justify-content: space-between } .justify-content-center { justify-content: center }
.justify-content-end { justify-content: flex-end } .justify-content-around { justify-content: space-around }
.text-right, .text-end, .text-sm-right, .text-sm-end, .text-md-right, .text-md-end, .text-lg-right, .text-lg-end,
.text-xs-right { text-align: right }
.text-center, .text-md-center, .text-sm-center { text-align: center } .text-left, .text-start { text-align: left }
.float-right, .float-end, .pull-right { float: right } .float-left, .float-start, .pull-left { float: left }
.font-weight-bold, .fw-bold, .fw-bolder, .fw-semibold { font-weight: bold }
.font-weight-normal, .fw-normal, .fw-light { font-weight: normal } .fst-italic, .font-italic { font-style: italic }
.text-uppercase { text-transform: uppercase } .text-lowercase { text-transform: lowercase }
.text-capitalize { text-transform: capitalize } .text-decoration-line-through { text-decoration: line-through }
.text-decoration-underline { text-decoration: underline }
.small { font-size: 0.8em } .lead { font-size: 1.15em } .h1 { font-size: 2em } .h2 { font-size: 1.6em }
.h1, .h2, .h3, .h4, .h5, .h6 { font-weight: bold }
.display-1, .display-2, .display-3, .display-4 { font-size: 3em }
.border-top { border-top: 1px solid } .border-bottom { border-bottom: 1px solid }
.list-unstyled, .list-inline, .list-group { list-style: none } .list-inline-item { display: inline }
.mt-3, .my-3, .mt-4, .my-4, .mt-5, .my-5, .pt-3, .py-3, .pt-4, .py-4, .pt-5, .py-5 { margin-top: 1rem }
.mb-3, .my-3, .mb-4, .my-4, .mb-5, .my-5, .pb-3, .py-3, .pb-4, .py-4, .pb-5, .py-5 { margin-bottom: 1rem }
.d-none, .d-print-none, .hidden-print, .sr-only, .visually-hidden, .collapse:not(.show), .modal { display: none }
.d-print-block, .visible-print-block { display: block } .d-print-inline { display: inline }
.d-print-flex { display: flex } .d-print-table { display: table }
`;

/** Tailwind's, likewise. */
export const TAILWIND = `
.flex, .inline-flex { display: flex } .flex-col { flex-direction: column } .grid { display: grid }
.grid-cols-2 { grid-template-columns: 1fr 1fr } .grid-cols-3 { grid-template-columns: 1fr 1fr 1fr }
.grid-cols-4 { grid-template-columns: 1fr 1fr 1fr 1fr }
.justify-between { justify-content: space-between } .justify-center { justify-content: center }
.justify-end { justify-content: flex-end } .justify-around { justify-content: space-around }
.flex-1, .flex-auto, .grow, .flex-grow { flex-grow: 1 }
.text-right, .text-end { text-align: right } .text-center { text-align: center } .text-left { text-align: left }
.float-right { float: right } .float-left { float: left }
.font-bold, .font-semibold, .font-extrabold, .font-black { font-weight: bold } .font-normal { font-weight: normal }
.italic { font-style: italic } .underline { text-decoration: underline } .line-through { text-decoration: line-through }
.uppercase { text-transform: uppercase } .lowercase { text-transform: lowercase }
.capitalize { text-transform: capitalize } .whitespace-pre { white-space: pre } .whitespace-pre-line { white-space: pre-line }
.text-xs { font-size: 12px } .text-sm { font-size: 14px } .text-base { font-size: 16px } .text-lg { font-size: 18px }
.text-xl { font-size: 20px } .text-2xl { font-size: 24px } .text-3xl { font-size: 30px } .text-4xl { font-size: 36px }
h1, h2, h3, h4, h5, h6 { font-size: inherit; font-weight: inherit } ol, ul { list-style: none }
.list-disc { list-style: disc } .list-decimal { list-style: decimal }
.border-t { border-top: 1px solid } .border-b { border-bottom: 1px solid } .border-t-2 { border-top: 1px solid }
.border-b-2 { border-bottom: 1px solid } .border-dashed.border-t { border-top: 1px dashed }
.mt-4, .my-4, .mt-6, .my-6, .mt-8, .my-8, .pt-4, .py-4, .pt-6, .py-6 { margin-top: 1rem }
.mb-4, .my-4, .mb-6, .my-6, .mb-8, .my-8, .pb-4, .py-4, .pb-6, .py-6 { margin-bottom: 1rem }
.hidden, .sr-only, .print\\:hidden { display: none } .print\\:block { display: block }
`;

/** What stands in for the style sheets that a page has from the network, known by their address. */
export function frameworkFor(links: readonly string[]): string {
  const all = links.map((link) => link.slice(0, 300).toLowerCase());
  const sheets = [];
  if (all.some((link) => link.includes("bootstrap"))) sheets.push(BOOTSTRAP);
  if (all.some((link) => link.includes("tailwind"))) sheets.push(TAILWIND);
  return sheets.join("");
}

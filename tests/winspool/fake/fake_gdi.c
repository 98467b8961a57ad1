/* The functions of gdi32.dll, with the structs of Microsoft's documentation. A surface is a handle; what is drawn on it is the
 * document's bytes, one line of text for each call. */
#include "fake.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct { int32_t cbSize; const wchar16 *lpszDocName, *lpszOutput, *lpszDatatype; DWORD fwType; } DOCINFOW;
typedef struct {
  int32_t lfHeight, lfWidth, lfEscapement, lfOrientation, lfWeight;
  uint8_t lfItalic, lfUnderline, lfStrikeOut, lfCharSet, lfOutPrecision, lfClipPrecision, lfQuality, lfPitchAndFamily;
  wchar16 lfFaceName[32];
} LOGFONTW;
typedef struct {
  int32_t tmHeight, tmAscent, tmDescent, tmInternalLeading, tmExternalLeading, tmAveCharWidth, tmMaxCharWidth, tmWeight;
  int32_t tmOverhang, tmDigitizedAspectX, tmDigitizedAspectY;
  wchar16 tmFirstChar, tmLastChar, tmDefaultChar, tmBreakChar;
  uint8_t tmItalic, tmUnderlined, tmStruckOut, tmPitchAndFamily, tmCharSet;
} TEXTMETRICW;
typedef struct {
  DWORD biSize; int32_t biWidth, biHeight; uint16_t biPlanes, biBitCount;
  DWORD biCompression, biSizeImage; int32_t biXPelsPerMeter, biYPelsPerMeter; DWORD biClrUsed, biClrImportant, colours[2];
} BITMAPINFO2;
/* Sizes and offsets as mingw-w64's wingdi.h gives them for x86_64. */
_Static_assert(sizeof(DOCINFOW) == 40, "DOCINFOW");
AT(DOCINFOW, lpszDocName, 8); AT(DOCINFOW, lpszOutput, 16); AT(DOCINFOW, lpszDatatype, 24); AT(DOCINFOW, fwType, 32);
_Static_assert(sizeof(LOGFONTW) == 92, "LOGFONTW");
AT(LOGFONTW, lfWeight, 16); AT(LOGFONTW, lfCharSet, 23); AT(LOGFONTW, lfOutPrecision, 24);
AT(LOGFONTW, lfPitchAndFamily, 27); AT(LOGFONTW, lfFaceName, 28);
_Static_assert(sizeof(TEXTMETRICW) == 60, "TEXTMETRICW");
AT(TEXTMETRICW, tmAscent, 4); AT(TEXTMETRICW, tmDescent, 8); AT(TEXTMETRICW, tmAveCharWidth, 20);
_Static_assert(sizeof(BITMAPINFO2) == 48, "BITMAPINFO");
AT(BITMAPINFO2, biWidth, 4); AT(BITMAPINFO2, biHeight, 8); AT(BITMAPINFO2, biPlanes, 12); AT(BITMAPINFO2, biBitCount, 14);
AT(BITMAPINFO2, colours, 40);

#define FIRST_FONT 0x1000
static int fonts, selected_height = 20, next_font = FIRST_FONT;
static uintptr_t selected = 1;
static DWORD text_colour;

static void note(int document, const char *format, ...) {
  char line[512];
  va_list values;
  va_start(values, format);
  int size = vsnprintf(line, sizeof line, format, values);
  va_end(values);
  Document *to = &documents[document];
  to->bytes = realloc(to->bytes, to->size + (size_t)size);
  memcpy(to->bytes + to->size, line, (size_t)size);
  to->size += (size_t)size;
}

EXPORT uintptr_t CreateDCW(const wchar16 *driver, const wchar16 *device, const wchar16 *port, void *settings) {
  static const wchar16 winspool[] = {'W', 'I', 'N', 'S', 'P', 'O', 'O', 'L', 0};
  enter(__func__);
  if (!driver || !same_name(driver, winspool) || !device || port || settings) return (uintptr_t)misuse(87);
  int found = -1;
  for (int i = 0; i < printer_count; i++)
    if (same_name(printers[i].name, device)) found = i;
  Rule rule = take_rule("CreateDCW", found);
  if (rule.action == FAIL) return (uintptr_t)fail(rule.value);
  if (found < 0) return (uintptr_t)fail(1801);
  for (int i = 0; i < LIMIT; i++) {
    if (handles[i].used) continue;
    handles[i] = (Handle){1, found, -1, 0};
    selected = 1;
    succeed();
    return (uintptr_t)&handles[i];
  }
  return (uintptr_t)fail(1450);
}

/* The handle goes, and so must have every font. */
EXPORT BOOL DeleteDC(uintptr_t value) {
  enter(__func__);
  Handle *handle = open_handle(value);
  if (!handle) return misuse(6);
  if (handle->document >= 0 || fonts != 0) misuses++;
  fonts = 0;
  handle->used = 0;
  return succeed();
}

/* A4 at 600 dots to the inch. */
EXPORT int32_t GetDeviceCaps(uintptr_t value, int32_t index) {
  (void)value;
  switch (index) {
    case 8: return 4760;
    case 10: return 6814;
    case 88: case 90: return 600;
    case 110: return 4960;
    case 111: return 7014;
    case 112: case 113: return 100;
    default: misuses++; return 0;
  }
}

EXPORT uintptr_t CreateFontIndirectW(const LOGFONTW *font) {
  if (font->lfHeight >= 0 || font->lfCharSet != 1 || !font->lfFaceName[0]) misuses++;
  fonts++;
  selected_height = -font->lfHeight;
  return (uintptr_t)next_font++;
}
EXPORT uintptr_t SelectObject(uintptr_t value, uintptr_t object) {
  uintptr_t before = selected;
  if (!open_handle(value)) misuses++;
  selected = object;
  return before;
}
EXPORT BOOL DeleteObject(uintptr_t object) {
  if (object < FIRST_FONT || object == selected) misuses++;
  fonts--;
  return 1;
}
EXPORT BOOL GetTextMetricsW(uintptr_t value, TEXTMETRICW *metrics) {
  if (!open_handle(value) || selected < FIRST_FONT) misuses++;
  *metrics = (TEXTMETRICW){.tmAscent = selected_height * 9 / 10, .tmDescent = selected_height / 4,
                           .tmAveCharWidth = selected_height * 11 / 20};
  return 1;
}
EXPORT DWORD SetTextColor(uintptr_t value, DWORD colour) { (void)value; text_colour = colour; return 0; }
EXPORT DWORD SetTextAlign(uintptr_t value, DWORD align) { (void)value; (void)align; return 0; }
EXPORT BOOL SetBkMode(uintptr_t value, int32_t mode) { (void)value; if (mode != 1) misuses++; return 1; }
EXPORT BOOL SetGraphicsMode(uintptr_t value, int32_t mode) { (void)value; if (mode != 2) misuses++; return 1; }
EXPORT BOOL SetStretchBltMode(uintptr_t value, int32_t mode) { (void)value; (void)mode; return 1; }

EXPORT int32_t StartDocW(uintptr_t value, const DOCINFOW *info) {
  enter(__func__);
  Handle *handle = open_handle(value);
  if (!handle || info->cbSize != sizeof *info) return misuse(6);
  if (handle->document >= 0 || info->lpszOutput || info->lpszDatatype || document_count == MAX_DOCUMENTS) return misuse(87);
  Rule rule = take_rule("StartDocW", handle->printer);
  /* A reason of its own, as StartDoc gives it, and no last error. */
  if (rule.action == FAIL && rule.value == 0) return fail(0), -3;
  if (rule.action == FAIL) return fail(rule.value), -1;
  int i = document_count++;
  documents[i] = (Document){.printer = handle->printer, .state = SPOOLING};
  to_wide("NT EMF 1.008", documents[i].datatype, MAX_NAME);
  memcpy(documents[i].title, info->lpszDocName, bytes_of(info->lpszDocName));
  handle->document = i;
  record_start(i);
  succeed();
  return i + 1;
}

/* The surface's handle with a document on it, or NULL with the lock released and the failure set. */
static Handle *drawing(uintptr_t value, const char *call, int page, Rule *rule) {
  enter(call);
  Handle *handle = open_handle(value);
  if (!handle) return misuse(6), NULL;
  if (handle->document < 0 || handle->page != page) return misuse(3003), NULL;
  *rule = take_rule(call, handle->printer);
  if (rule->action == FAIL) return fail(rule->value), NULL;
  return handle;
}

EXPORT int32_t StartPage(uintptr_t value) {
  Rule rule;
  Handle *handle = drawing(value, "StartPage", 0, &rule);
  if (!handle) return -1;
  handle->page = 1;
  note(handle->document, "page\n");
  return succeed();
}

EXPORT int32_t EndPage(uintptr_t value) {
  Rule rule;
  Handle *handle = drawing(value, "EndPage", 1, &rule);
  if (!handle) return -1;
  handle->page = 0;
  return succeed();
}

EXPORT int32_t EndDoc(uintptr_t value) {
  Rule rule;
  Handle *handle = drawing(value, "EndDoc", 0, &rule);
  if (!handle) return -1;
  set_state(handle->document, COMPLETED, documents[handle->document].gone);
  handle->document = -1;
  return succeed();
}

/* Also in the middle of a page. */
EXPORT int32_t AbortDoc(uintptr_t value) {
  enter(__func__);
  Handle *handle = open_handle(value);
  if (!handle || handle->document < 0) return misuse(6), -1;
  Rule rule = take_rule("AbortDoc", handle->printer);
  int document = handle->document;
  handle->document = -1;
  if (rule.action == FAIL) return fail(rule.value), -1;
  set_state(document, ABORTED, 1);
  return succeed();
}

EXPORT BOOL SetWorldTransform(uintptr_t value, const float *xform) {
  Rule rule;
  Handle *handle = drawing(value, "SetWorldTransform", 1, &rule);
  if (!handle) return 0;
  note(handle->document, "stretch %g from %g\n", xform[0], xform[4]);
  return succeed();
}

EXPORT BOOL ExtTextOutW(uintptr_t value, int32_t x, int32_t y, DWORD options, void *area, const wchar16 *text, DWORD units,
                        const int32_t *steps) {
  Rule rule;
  Handle *handle = drawing(value, "ExtTextOutW", 1, &rule);
  if (!handle) return 0;
  if (options || area || selected < FIRST_FONT) misuses++;
  char ascii[256];
  int width = 0;
  for (DWORD i = 0; i < units; i++) {
    if (i < 255) ascii[i] = text[i] < 0x80 ? (char)text[i] : '?';
    width += steps ? steps[i] : 0;
  }
  ascii[units < 255 ? units : 255] = 0;
  note(handle->document, "%s %d %d %d %s\n", text_colour ? "white" : "black", x, y, width, ascii);
  return succeed();
}

EXPORT BOOL PatBlt(uintptr_t value, int32_t x, int32_t y, int32_t width, int32_t height, DWORD operation) {
  Rule rule;
  Handle *handle = drawing(value, "PatBlt", 1, &rule);
  if (!handle) return 0;
  if (operation != 0x42) misuses++;
  note(handle->document, "fill %d %d %d %d\n", x, y, width, height);
  return succeed();
}

EXPORT int32_t StretchDIBits(uintptr_t value, int32_t x, int32_t y, int32_t width, int32_t height, int32_t from_x,
                             int32_t from_y, int32_t from_width, int32_t from_height, const uint8_t *bits,
                             const BITMAPINFO2 *info, DWORD usage, DWORD operation) {
  Rule rule;
  Handle *handle = drawing(value, "StretchDIBits", 1, &rule);
  if (!handle) return 0;
  if (info->biSize != 40 || info->biPlanes != 1 || info->biBitCount != 1 || info->colours[0] || usage || from_x || from_y ||
      operation != 0xcc0020 || info->biWidth != from_width || info->biHeight != from_height) misuses++;
  /* The first row from the top is the last one of the bits. */
  int stride = (from_width + 31) / 32 * 4;
  note(handle->document, "picture %d %d %d %d %dx%d %02x\n", x, y, width, height, from_width, from_height,
       bits[(from_height - 1) * stride]);
  succeed();
  return from_height;
}

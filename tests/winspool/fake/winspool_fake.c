/* The functions of winspool.drv, with the structs and the rules of Microsoft's documentation. */
#include "fake.h"

#include <stdlib.h>
#include <string.h>

typedef struct { const wchar16 *pDocName, *pOutputFile, *pDatatype; } DOC_INFO_1W;
typedef struct { wchar16 *pPrinterName, *pServerName; DWORD Attributes; } PRINTER_INFO_4W;
typedef struct {
  wchar16 *pServerName, *pPrinterName, *pShareName, *pPortName, *pDriverName, *pComment, *pLocation, *pDevMode;
  wchar16 *pSepFile, *pPrintProcessor, *pDatatype, *pParameters, *pSecurityDescriptor;
  DWORD Attributes, Priority, DefaultPriority, StartTime, UntilTime, Status, cJobs, AveragePPM;
} PRINTER_INFO_2W;
/* Sizes and offsets as mingw-w64's winspool.h gives them for x86_64. */
_Static_assert(sizeof(DOC_INFO_1W) == 24, "DOC_INFO_1W");
AT(DOC_INFO_1W, pOutputFile, 8); AT(DOC_INFO_1W, pDatatype, 16);
_Static_assert(sizeof(PRINTER_INFO_4W) == 24, "PRINTER_INFO_4W");
AT(PRINTER_INFO_4W, pServerName, 8); AT(PRINTER_INFO_4W, Attributes, 16);
_Static_assert(sizeof(PRINTER_INFO_2W) == 136, "PRINTER_INFO_2W");
AT(PRINTER_INFO_2W, pPrinterName, 8); AT(PRINTER_INFO_2W, pPortName, 24); AT(PRINTER_INFO_2W, pDriverName, 32);
AT(PRINTER_INFO_2W, Attributes, 104); AT(PRINTER_INFO_2W, Status, 124); AT(PRINTER_INFO_2W, cJobs, 128);

/* Per thread, as on Windows. */
static __thread DWORD last_error;
EXPORT DWORD GetLastError(void) { return last_error; }
EXPORT void SetLastError(DWORD code) { last_error = code; }

BOOL fail(DWORD code) { last_error = code; leave(); return 0; }
/* Successful calls leave a code behind too: nobody may read it. */
BOOL succeed(void) { last_error = 122; leave(); return 1; }
BOOL misuse(DWORD code) { misuses++; return fail(code); }

/* Strings go to the end of the caller's buffer, as Windows puts them. */
wchar16 *put(uint8_t **end, const wchar16 *text) {
  size_t size = (wide_length(text) + 1) * 2;
  *end -= size;
  memcpy(*end, text, size);
  return (wchar16 *)*end;
}
DWORD bytes_of(const wchar16 *text) { return (DWORD)(wide_length(text) + 1) * 2; }

static DWORD size_of_info_2(int i) {
  return sizeof(PRINTER_INFO_2W) + bytes_of(printers[i].name) + bytes_of(printers[i].port) + bytes_of(printers[i].driver);
}

static void put_info_2(PRINTER_INFO_2W *info, uint8_t **end, int i) {
  memset(info, 0, sizeof *info);
  info->pPrinterName = put(end, printers[i].name);
  info->pPortName = put(end, printers[i].port);
  info->pDriverName = put(end, printers[i].driver);
  info->Attributes = printers[i].attributes;
  info->Status = printers[i].status;
  info->cJobs = (DWORD)queued(i, -1);
}

/* The printers of this PC: those of another one begin with \\\\. */
static BOOL enum_local(uint8_t *buffer, DWORD size, DWORD *needed, DWORD *returned) {
  Rule rule = {0};
  if (size > 0) rule = take_rule("EnumPrintersW level 2", -1);
  if (rule.action == FAIL) return fail(rule.value);
  *needed = *returned = 0;
  for (int i = 0; i < printer_count; i++) if (printers[i].name[0] != '\\') *needed += size_of_info_2(i);
  if (*needed > size) return fail(122);
  uint8_t *end = buffer + size;
  for (int i = 0; i < printer_count; i++)
    if (printers[i].name[0] != '\\') put_info_2((PRINTER_INFO_2W *)buffer + (*returned)++, &end, i);
  return succeed();
}

EXPORT BOOL EnumPrintersW(DWORD flags, const wchar16 *name, DWORD level, uint8_t *buffer, DWORD size, DWORD *needed,
                          DWORD *returned) {
  enter(__func__);
  if (flags == 2 && !name && level == 2) return enum_local(buffer, size, needed, returned);
  if (flags != 6 || name || level != 4) return misuse(87);
  Rule rule = {0};
  if (size > 0 || printer_count == 0) rule = take_rule("EnumPrintersW", -1);
  if (rule.action == FAIL) return fail(rule.value);
  if (rule.action == GROW) add_printer("Added meanwhile");
  *needed = *returned = 0;
  for (int i = 0; i < printer_count; i++) *needed += sizeof(PRINTER_INFO_4W) + bytes_of(printers[i].name);
  if (*needed > size) return fail(122);
  uint8_t *end = buffer + size;
  for (int i = 0; i < printer_count; i++) {
    PRINTER_INFO_4W *info = (PRINTER_INFO_4W *)buffer + i;
    *info = (PRINTER_INFO_4W){put(&end, printers[i].name), NULL, printers[i].attributes};
  }
  *returned = (DWORD)printer_count;
  return succeed();
}

EXPORT BOOL GetDefaultPrinterW(wchar16 *buffer, DWORD *characters) {
  enter(__func__);
  Rule rule = take_rule("GetDefaultPrinterW", -1);
  if (rule.action == FAIL) return fail(rule.value);
  if (default_printer < 0) return fail(2);
  DWORD needed = (DWORD)wide_length(printers[default_printer].name) + 1;
  DWORD room = *characters;
  *characters = needed;
  if (!buffer || room < needed) return fail(122);
  memcpy(buffer, printers[default_printer].name, needed * 2);
  return succeed();
}

EXPORT BOOL OpenPrinterW(const wchar16 *name, uintptr_t *out, void *defaults) {
  enter(__func__);
  if (!name || !name[0] || defaults) return misuse(87);
  int found = -1;
  for (int i = 0; i < printer_count; i++)
    if (same_name(printers[i].name, name)) found = i;
  Rule rule = take_rule("OpenPrinterW", found);
  if (rule.action == FAIL) return fail(rule.value);
  if (found < 0) return fail(1801);
  for (int i = 0; i < LIMIT; i++) {
    if (handles[i].used) continue;
    handles[i] = (Handle){1, found, -1, 0};
    *out = (uintptr_t)&handles[i];
    return succeed();
  }
  return fail(1450);
}

int queued(int printer, int wanted_document) {
  int count = 0;
  for (int i = 0; i < document_count; i++) {
    if (documents[i].printer != printer || documents[i].gone) continue;
    if (i == wanted_document) return count;
    count++;
  }
  return wanted_document < 0 ? count : -1;
}

EXPORT BOOL GetPrinterW(uintptr_t value, DWORD level, uint8_t *buffer, DWORD size, DWORD *needed) {
  enter(__func__);
  Handle *handle = open_handle(value);
  if (!handle || level != 2) return misuse(handle ? 124 : 6);
  Rule rule = take_rule("GetPrinterW", handle->printer);
  if (rule.action == FAIL) return fail(rule.value);
  *needed = size_of_info_2(handle->printer);
  if (*needed > size) return fail(122);
  uint8_t *end = buffer + size;
  put_info_2((PRINTER_INFO_2W *)buffer, &end, handle->printer);
  return succeed();
}

EXPORT DWORD StartDocPrinterW(uintptr_t value, DWORD level, const DOC_INFO_1W *info) {
  enter(__func__);
  Handle *handle = open_handle(value);
  if (!handle || level != 1 || !info) return (DWORD)misuse(handle ? 124 : 6);
  if (handle->document >= 0) return (DWORD)misuse(1906);
  Rule rule = take_rule("StartDocPrinterW", handle->printer);
  if (rule.action == FAIL) return (DWORD)fail(rule.value);
  static const wchar16 raw[] = {'R', 'A', 'W', 0}, pass[] = {'X', 'P', 'S', '_', 'P', 'A', 'S', 'S', 0};
  if (!info->pDatatype) return (DWORD)fail(1804);
  int passes = same_name(info->pDatatype, pass);
  if (passes ? !is_xps(handle->printer) : !same_name(info->pDatatype, raw)) return (DWORD)fail(1804);
  if (info->pOutputFile || document_count == MAX_DOCUMENTS) return (DWORD)misuse(87);
  int i = document_count++;
  documents[i] = (Document){.printer = handle->printer, .state = SPOOLING};
  memcpy(documents[i].datatype, info->pDatatype, bytes_of(info->pDatatype));
  if (info->pDocName) memcpy(documents[i].title, info->pDocName, bytes_of(info->pDocName));
  handle->document = i;
  /* A document of XPS_PASS has no pages. */
  handle->page = passes;
  record_start(i);
  succeed();
  return (DWORD)i + 1;
}

/* The call's handle with a document on it, or NULL with the lock released and the failure set. */
static Handle *writing(uintptr_t value, const char *call, Rule *rule) {
  enter(call);
  Handle *handle = open_handle(value);
  if (!handle) return misuse(6), NULL;
  if (handle->document < 0) return misuse(3003), NULL;
  *rule = take_rule(call, handle->printer);
  if (rule->action == DELETE_JOB) set_state(handle->document, DELETED, documents[handle->document].gone);
  if (documents[handle->document].state == DELETED && strcmp(call, "AbortPrinter") != 0) return fail(63), NULL;
  if (rule->action == FAIL) return fail(rule->value), NULL;
  return handle;
}

EXPORT BOOL StartPagePrinter(uintptr_t value) {
  Rule rule;
  Handle *handle = writing(value, "StartPagePrinter", &rule);
  if (!handle) return 0;
  handle->page = 1;
  return succeed();
}

EXPORT BOOL WritePrinter(uintptr_t value, const uint8_t *bytes, DWORD size, DWORD *written) {
  Rule rule;
  *written = 0;
  Handle *handle = writing(value, "WritePrinter", &rule);
  if (!handle) return 0;
  if (!handle->page || !bytes || size == 0) return misuse(87);
  /* What is behind an XPS driver swallows RAW: all is well, and nothing is there. */
  static const wchar16 raw[] = {'R', 'A', 'W', 0};
  if (is_xps(handle->printer) && same_name(documents[handle->document].datatype, raw)) return *written = size, succeed();
  DWORD count = rule.action == ZERO ? 0 : rule.action == SHORT && rule.value < size ? rule.value : size;
  Document *document = &documents[handle->document];
  document->bytes = realloc(document->bytes, document->size + count + 1);
  memcpy(document->bytes + document->size, bytes, count);
  document->size += count;
  *written = count;
  record_bytes(handle->document, bytes, count);
  return succeed();
}

EXPORT BOOL EndPagePrinter(uintptr_t value) {
  Rule rule;
  Handle *handle = writing(value, "EndPagePrinter", &rule);
  if (!handle) return 0;
  if (!handle->page) return misuse(3003);
  handle->page = 0;
  return succeed();
}

EXPORT BOOL EndDocPrinter(uintptr_t value) {
  Rule rule;
  Handle *handle = writing(value, "EndDocPrinter", &rule);
  if (!handle) return 0;
  set_state(handle->document, COMPLETED, documents[handle->document].gone);
  handle->document = -1;
  return rule.action == FAIL_AFTER ? fail(rule.value) : succeed();
}

EXPORT BOOL AbortPrinter(uintptr_t value) {
  Rule rule;
  Handle *handle = writing(value, "AbortPrinter", &rule);
  if (!handle) return 0;
  int state = documents[handle->document].state;
  set_state(handle->document, state == SPOOLING ? ABORTED : state, 1);
  handle->document = -1;
  return succeed();
}

/* The handle is gone also when the call fails: the client side frees it before it hears from the spooler. */
EXPORT BOOL ClosePrinter(uintptr_t value) {
  enter(__func__);
  Handle *handle = open_handle(value);
  if (!handle) return misuse(6);
  Rule rule = take_rule("ClosePrinter", handle->printer);
  if (handle->document >= 0) misuses++;
  handle->used = 0;
  return rule.action == FAIL ? fail(rule.value) : succeed();
}

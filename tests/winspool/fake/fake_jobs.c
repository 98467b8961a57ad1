/* The functions of winspool.drv for documents that are in a queue. */
#include "fake.h"

#include <string.h>
#include <time.h>

typedef struct { uint16_t Year, Month, DayOfWeek, Day, Hour, Minute, Second, Milliseconds; } SYSTEMTIME;
typedef struct {
  DWORD JobId;
  wchar16 *pPrinterName, *pMachineName, *pUserName, *pDocument, *pDatatype, *pStatus;
  DWORD Status, Priority, Position, TotalPages, PagesPrinted;
  SYSTEMTIME Submitted;
} JOB_INFO_1W;
typedef struct {
  DWORD JobId;
  wchar16 *pPrinterName, *pMachineName, *pUserName, *pDocument, *pNotifyName, *pDatatype, *pPrintProcessor, *pParameters;
  wchar16 *pDriverName, *pDevMode, *pStatus, *pSecurityDescriptor;
  DWORD Status, Priority, Position, StartTime, UntilTime, TotalPages, Size;
  SYSTEMTIME Submitted;
  DWORD Time, PagesPrinted;
} JOB_INFO_2W;

_Static_assert(sizeof(JOB_INFO_1W) == 96, "JOB_INFO_1W");
AT(JOB_INFO_1W, pDocument, 32); AT(JOB_INFO_1W, pDatatype, 40); AT(JOB_INFO_1W, pStatus, 48); AT(JOB_INFO_1W, Status, 56);
AT(JOB_INFO_1W, Position, 64); AT(JOB_INFO_1W, TotalPages, 68); AT(JOB_INFO_1W, PagesPrinted, 72);
AT(JOB_INFO_1W, Submitted, 76);
_Static_assert(sizeof(JOB_INFO_2W) == 160, "JOB_INFO_2W");
AT(JOB_INFO_2W, Status, 104); AT(JOB_INFO_2W, Size, 128); AT(JOB_INFO_2W, PagesPrinted, 152);

static DWORD job_size(int i) {
  Document *document = &documents[i];
  return (DWORD)sizeof(JOB_INFO_1W) + bytes_of(document->title) + bytes_of(document->datatype) +
         bytes_of(printers[document->printer].job_status_text);
}
/* The job of that number, if this printer still has it. */
static int find_job(DWORD id, int printer) {
  int i = (int)id - 1;
  return i >= 0 && i < document_count && !documents[i].gone && documents[i].printer == printer ? i : -1;
}
static void put_job(JOB_INFO_1W *info, uint8_t **end, int i) {
  Printer *printer = &printers[documents[i].printer];
  memset(info, 0, sizeof *info);
  info->JobId = (DWORD)i + 1;
  info->pDocument = put(end, documents[i].title);
  info->pDatatype = put(end, documents[i].datatype);
  if (printer->job_status_text[0]) info->pStatus = put(end, printer->job_status_text);
  info->Status = printer->job_status | (documents[i].state == SPOOLING ? 8u : 0u);
  info->Position = (DWORD)queued(documents[i].printer, i) + 1;
  info->TotalPages = 1;
  if (printer->job_submitted) {
    time_t seconds = (time_t)printer->job_submitted;
    struct tm at;
    gmtime_r(&seconds, &at);
    info->Submitted = (SYSTEMTIME){(uint16_t)(at.tm_year + 1900), (uint16_t)(at.tm_mon + 1), (uint16_t)at.tm_wday,
                                   (uint16_t)at.tm_mday, (uint16_t)at.tm_hour, (uint16_t)at.tm_min, (uint16_t)at.tm_sec, 0};
  }
}

EXPORT BOOL GetJobW(uintptr_t value, DWORD id, DWORD level, uint8_t *buffer, DWORD size, DWORD *needed) {
  enter(__func__);
  Handle *handle = open_handle(value);
  if (!handle || (level != 1 && level != 2)) return misuse(handle ? 124 : 6);
  Rule rule = take_rule("GetJobW", handle->printer);
  if (rule.action == FAIL) return fail(rule.value);
  int i = find_job(id, handle->printer);
  if (i < 0) return fail(87);
  *needed = level == 1 ? job_size(i) : sizeof(JOB_INFO_2W);
  if (*needed > size) return fail(122);
  uint8_t *end = buffer + size;
  if (level == 1) put_job((JOB_INFO_1W *)buffer, &end, i);
  else *(JOB_INFO_2W *)buffer = (JOB_INFO_2W){.JobId = id, .Size = (DWORD)documents[i].size};
  return succeed();
}

EXPORT BOOL EnumJobsW(uintptr_t value, DWORD first, DWORD count, DWORD level, uint8_t *buffer, DWORD size, DWORD *needed,
                      DWORD *returned) {
  enter(__func__);
  Handle *handle = open_handle(value);
  if (!handle || level != 1) return misuse(handle ? 124 : 6);
  Rule rule = take_rule("EnumJobsW", handle->printer);
  if (rule.action == FAIL) return fail(rule.value);
  *needed = *returned = 0;
  DWORD position = 0, found = 0;
  uint8_t *end = buffer + size;
  for (int pass = 0; pass < 2; pass++, position = 0) {
    for (int i = 0; i < document_count; i++) {
      if (documents[i].printer != handle->printer || documents[i].gone) continue;
      if (position++ < first || position > first + count) continue;
      if (pass == 0) *needed += job_size(i);
      else put_job((JOB_INFO_1W *)buffer + found++, &end, i);
    }
    if (pass == 0 && *needed > size) return fail(122);
  }
  *returned = found;
  return succeed();
}

EXPORT BOOL SetJobW(uintptr_t value, DWORD id, DWORD level, void *job, DWORD command) {
  enter(__func__);
  Handle *handle = open_handle(value);
  if (!handle || level != 0 || job || command != 5) return misuse(handle ? 87 : 6);
  Rule rule = take_rule("SetJobW", handle->printer);
  if (rule.action == FAIL) return fail(rule.value);
  int i = find_job(id, handle->printer);
  if (i < 0) return fail(87);
  set_state(i, DELETED, 1);
  return succeed();
}

/* The state of the fake, its script and what tests read from it. */
#include "fake.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

Printer printers[LIMIT];
int printer_count, default_printer = -1;
Document documents[MAX_DOCUMENTS];
int document_count, misuses;
Handle handles[LIMIT];
static Rule rules[LIMIT];
static int rule_count, released, blocked;
static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t changed = PTHREAD_COND_INITIALIZER;

void lock(void) { pthread_mutex_lock(&mutex); }
void unlock(void) {
  pthread_cond_broadcast(&changed);
  pthread_mutex_unlock(&mutex);
}

size_t wide_length(const wchar16 *text) {
  size_t length = 0;
  while (text[length]) length++;
  return length;
}

void to_wide(const char *utf8, wchar16 *out, size_t limit) {
  const uint8_t *in = (const uint8_t *)utf8;
  size_t at = 0;
  while (*in && at + 2 < limit) {
    uint32_t point = *in++;
    int more = point >= 0xf0 ? 3 : point >= 0xe0 ? 2 : point >= 0xc0 ? 1 : 0;
    if (more) point &= 0x3fu >> more;
    while (more-- && *in) point = point << 6 | (*in++ & 0x3f);
    if (point < 0x10000) out[at++] = (wchar16)point;
    else {
      out[at++] = (wchar16)(0xd800 + ((point - 0x10000) >> 10));
      out[at++] = (wchar16)(0xdc00 + ((point - 0x10000) & 0x3ff));
    }
  }
  out[at] = 0;
}

static wchar16 lower(wchar16 c) { return c >= 'A' && c <= 'Z' ? c + 32 : c; }
int same_name(const wchar16 *a, const wchar16 *b) {
  while (*a && lower(*a) == lower(*b)) a++, b++;
  return lower(*a) == lower(*b);
}

EXPORT uintptr_t GlobalAlloc(DWORD flags, size_t size) { (void)flags; return (uintptr_t)calloc(1, size); }
EXPORT uintptr_t GlobalFree(uintptr_t block) { free((void *)block); return 0; }
EXPORT void RtlMoveMemory(void *to, const void *from, size_t size) { memmove(to, from, size); }

Handle *open_handle(uintptr_t value) {
  for (int i = 0; i < LIMIT; i++)
    if (value == (uintptr_t)&handles[i] && handles[i].used) return &handles[i];
  return NULL;
}

static int find_printer(const char *utf8) {
  wchar16 name[MAX_NAME];
  to_wide(utf8, name, MAX_NAME);
  for (int i = 0; i < printer_count; i++)
    if (same_name(printers[i].name, name)) return i;
  return -1;
}

int add_printer(const char *utf8) {
  if (printer_count == LIMIT) abort();
  Printer *printer = &printers[printer_count];
  memset(printer, 0, sizeof *printer);
  to_wide(utf8, printer->name, MAX_NAME);
  to_wide("USB001", printer->port, MAX_NAME);
  to_wide("Fake", printer->driver, MAX_NAME);
  printer->driver_version = 3;
  return printer_count++;
}

Rule take_rule(const char *call, int printer) {
  Rule result = {0};
  for (int i = 0; i < rule_count; i++) {
    Rule *rule = &rules[i];
    if (strcmp(rule->call, call) != 0 || (rule->printer >= 0 && rule->printer != printer)) continue;
    int seen = ++rule->seen;
    if (seen < rule->first || (rule->times && seen >= rule->first + rule->times)) continue;
    if (rule->action == BLOCK) {
      blocked++;
      pthread_cond_broadcast(&changed);
      while (!released) pthread_cond_wait(&changed, &mutex);
      blocked--;
    } else if (rule->action == BLOCK_MS) {
      DWORD ms = rule->value;
      struct timespec pause = {ms / 1000, (long)(ms % 1000) * 1000000};
      unlock();
      nanosleep(&pause, NULL);
      lock();
    } else result = *rule;
  }
  return result;
}

/* One line of a script, fields separated by tabs. 0: not understood. */
static int obey(char *line) {
  char *field[8] = {0};
  int count = 0;
  for (char *rest = line; count < 8 && (field[count] = strsep(&rest, "\t")); count++)
    if (!rest) { count++; break; }
  if (count == 2 && !strcmp(field[0], "printer")) return add_printer(field[1]), 1;
  if (count == 3 && !strcmp(field[0], "journal")) return open_journal(field[1], field[2]);
  if (count == 3 && !strcmp(field[0], "kill")) return kill_at(field[1], atoi(field[2]));
  int printer = count > 1 ? find_printer(field[1]) : -1;
  if (count == 2 && !strcmp(field[0], "default")) return default_printer = printer, 1;
  if (count == 3 && printer >= 0) {
    Printer *target = &printers[printer];
    DWORD value = (DWORD)strtoul(field[2], NULL, 0);
    if (!strcmp(field[0], "rename")) return to_wide(field[2], target->name, MAX_NAME), 1;
    if (!strcmp(field[0], "port")) return to_wide(field[2], target->port, MAX_NAME), 1;
    if (!strcmp(field[0], "driver")) return to_wide(field[2], target->driver, MAX_NAME), 1;
    if (!strcmp(field[0], "attributes")) return target->attributes = value, 1;
    if (!strcmp(field[0], "status")) return target->status = value, 1;
    if (!strcmp(field[0], "driver_version")) return target->driver_version = value, 1;
    if (!strcmp(field[0], "driver_attributes")) return target->driver_attributes = value, 1;
    if (!strcmp(field[0], "job_status")) return target->job_status = value, 1;
    if (!strcmp(field[0], "job_submitted")) return target->job_submitted = value, 1;
    if (!strcmp(field[0], "job_text")) return to_wide(field[2], target->job_status_text, MAX_NAME), 1;
  }
  /* rule, printer or *, call, action, value, from which call on, how many times */
  if (count != 7 || strcmp(field[0], "rule") || rule_count == LIMIT) return 0;
  static const char *actions[] = {"none", "fail", "fail_after", "short", "zero", "block_ms", "block", "grow", "delete_job"};
  Rule *rule = &rules[rule_count];
  memset(rule, 0, sizeof *rule);
  snprintf(rule->call, sizeof rule->call, "%s", field[2]);
  rule->printer = printer;
  for (int i = 0; i < 9; i++)
    if (!strcmp(field[3], actions[i])) rule->action = i;
  rule->value = (DWORD)strtoul(field[4], NULL, 0);
  rule->first = atoi(field[5]);
  rule->times = atoi(field[6]);
  rule_count++;
  return rule->action != NONE;
}

/* Starts anew with this script (UTF-8 lines). 0, or the number of the line that is wrong. */
EXPORT int fake_script(const char *text) {
  lock();
  printer_count = document_count = misuses = rule_count = released = 0;
  default_printer = -1;
  memset(handles, 0, sizeof handles);
  reset_journal();
  char *copy = strdup(text), *rest = copy, *line;
  int number = 0, wrong = 0;
  while (!wrong && (line = strsep(&rest, "\n"))) {
    number++;
    if (*line && !obey(line)) wrong = number;
  }
  free(copy);
  unlock();
  return wrong;
}

/* One more line of the script, while everything goes on. 0, or 1 when it is wrong. */
EXPORT int fake_change(const char *text) {
  lock();
  char *copy = strdup(text);
  int understood = obey(copy);
  free(copy);
  unlock();
  return !understood;
}

/* Lets every blocked call go on, and those that come. */
EXPORT void fake_release(void) {
  lock();
  released = 1;
  pthread_cond_broadcast(&changed);
  unlock();
}

/* Waits until so many calls are blocked. */
EXPORT void fake_wait_blocked(int count) {
  lock();
  while (blocked < count) pthread_cond_wait(&changed, &mutex);
  unlock();
}

static int open_handles(void) {
  int count = 0;
  for (int i = 0; i < LIMIT; i++) count += handles[i].used;
  return count;
}

EXPORT int fake_open_handles(void) {
  lock();
  int count = open_handles();
  unlock();
  return count;
}

/* Waits until no handle is open. */
EXPORT void fake_wait_idle(void) {
  lock();
  while (open_handles()) pthread_cond_wait(&changed, &mutex);
  unlock();
}

EXPORT int fake_misuses(void) { return misuses; }
EXPORT int fake_document_count(void) { return document_count; }
EXPORT int fake_document_state(int i) { return documents[i].state; }
EXPORT uint32_t fake_document_size(int i) { return (uint32_t)documents[i].size; }
EXPORT void fake_document_bytes(int i, uint8_t *out) { memcpy(out, documents[i].bytes, documents[i].size); }
/* which: 0 the title, 1 the datatype, 2 the printer; `out` has 256 units */
EXPORT void fake_document_text(int i, int which, wchar16 *out) {
  const wchar16 *text = which == 0 ? documents[i].title : which == 1 ? documents[i].datatype : printers[documents[i].printer].name;
  memcpy(out, text, MAX_NAME * sizeof(wchar16));
}

/* The queue has sent the job and forgets it. */
EXPORT void fake_leave_queue(int i) { lock(); set_state(i, documents[i].state, 1); unlock(); }

/* For a process that no test controls: the script's file comes from WINSPOOL_FAKE_SCRIPT. */
__attribute__((constructor)) static void load_script(void) {
  const char *path = getenv("WINSPOOL_FAKE_SCRIPT");
  FILE *file = path ? fopen(path, "rb") : NULL;
  if (!file) return;
  static char text[65536];
  text[fread(text, 1, sizeof text - 1, file)] = 0;
  fclose(file);
  int wrong = fake_script(text);
  if (wrong) fprintf(stderr, "%s: line %d is wrong\n", path, wrong), abort();
}

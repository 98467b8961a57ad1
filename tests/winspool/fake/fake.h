/* winspool.drv and kernel32.dll for tests on Linux: what both halves of the fake share. */
#ifndef FAKE_H
#define FAKE_H

#include <stddef.h>
#include <stdint.h>

typedef uint16_t wchar16;
typedef int32_t BOOL;
typedef uint32_t DWORD;

#define LIMIT 64
#define MAX_NAME 256
#define MAX_DOCUMENTS 4096

enum { SPOOLING, COMPLETED, ABORTED, DELETED };

typedef struct {
  wchar16 name[MAX_NAME];
  wchar16 port[MAX_NAME], driver[MAX_NAME];
  DWORD attributes, status, job_status, job_submitted; /* seconds since 1970; 0: not told */
  DWORD driver_version, driver_attributes;
  wchar16 job_status_text[MAX_NAME];
} Printer;

typedef struct {
  int printer; /* index */
  int state;
  int gone; /* has left the queue */
  wchar16 title[MAX_NAME], datatype[MAX_NAME];
  uint8_t *bytes;
  size_t size;
} Document;

typedef struct {
  int used, printer, document /* -1: none */, page;
} Handle;

/* What a rule makes of a call; FAIL_AFTER does the work and reports failure all the same. */
enum { NONE, FAIL, FAIL_AFTER, SHORT, ZERO, BLOCK_MS, BLOCK, GROW, DELETE_JOB };

typedef struct {
  char call[32];
  int printer; /* -1: any */
  int action;
  DWORD value;
  int first, times; /* from its `first` matching call on, `times` times; times 0: for ever */
  int seen;
} Rule;

extern Printer printers[LIMIT];
extern int printer_count, default_printer;
extern Document documents[MAX_DOCUMENTS];
extern int document_count;
extern Handle handles[LIMIT];
extern int misuses; /* calls in a wrong order, or with a handle that is not open */

void lock(void);
void unlock(void);
/* The rule for this call, and counts it. Blocks here when the rule says so. Called with the lock held. */
Rule take_rule(const char *call, int printer);
/* NULL when it is not open. */
Handle *open_handle(uintptr_t value);
int add_printer(const char *utf8);
size_t wide_length(const wchar16 *text);
void to_wide(const char *utf8, wchar16 *out, size_t limit);
int same_name(const wchar16 *a, const wchar16 *b);


/* Begin and end of a function of winspool.drv: the lock, and the count for fake_journal.c. */
void enter(const char *call);
void leave(void);
BOOL fail(DWORD code);
BOOL succeed(void);
BOOL misuse(DWORD code);
wchar16 *put(uint8_t **end, const wchar16 *text);
DWORD bytes_of(const wchar16 *text);
/* Whether a printer's driver is an XPS driver: takes XPS_PASS, and swallows RAW. */
int is_xps(int printer);
/* Documents of a printer's queue, or the place of one of them. */
int queued(int printer, int wanted_document);

void reset_journal(void);
int open_journal(const char *path, const char *how);
int kill_at(const char *when, int nth);
void record_start(int i);
void record_bytes(int i, const uint8_t *bytes, size_t size);
void set_state(int i, int state, int gone);

#define AT(type, field, offset) _Static_assert(offsetof(type, field) == offset, #type "." #field)
#define EXPORT __attribute__((visibility("default")))

#endif

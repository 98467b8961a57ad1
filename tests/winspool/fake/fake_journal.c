/* A queue on disk that outlives the process, and the end of that process at a chosen call. */
#include "fake.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/uio.h>
#include <unistd.h>

typedef struct { int kind, document, state, gone; size_t size; } Record;
enum { START, BYTES, STATE };

static int journal = -1, calls, kill_before, kill_after;
static const char *entered;

void reset_journal(void) {
  if (journal >= 0) close(journal);
  journal = -1;
  calls = kill_before = kill_after = 0;
}

/* One write for a record: it is in the file whole or not at all, for a killed process at least. */
static void append(Record record, const void *data) {
  if (journal < 0) return;
  struct iovec parts[] = {{&record, sizeof record}, {(void *)data, record.size}};
  if (writev(journal, parts, 2) != (ssize_t)(sizeof record + record.size)) abort();
}

void record_start(int i) { append((Record){START, i, 0, 0, sizeof(Document)}, &documents[i]); }
void record_bytes(int i, const uint8_t *bytes, size_t size) { append((Record){BYTES, i, 0, 0, size}, bytes); }
void set_state(int i, int state, int gone) {
  documents[i].state = state;
  documents[i].gone = gone;
  append((Record){STATE, i, state, gone, 0}, NULL);
}

/* What the spooler does with documents whose program died: `keep` them unfinished, `delete` or `finish` them. */
static int run_down(const char *how) {
  for (int i = 0; i < document_count; i++) {
    if (documents[i].state != SPOOLING) continue;
    if (!strcmp(how, "delete")) set_state(i, ABORTED, 1);
    else if (!strcmp(how, "finish")) set_state(i, COMPLETED, 0);
    else if (strcmp(how, "keep")) return 0;
  }
  return 1;
}

/* Continues the queue of that file; printers come before it in the script. */
int open_journal(const char *path, const char *how) {
  journal = open(path, O_RDWR | O_CREAT | O_APPEND, 0600);
  if (journal < 0) return 0;
  Record record;
  while (read(journal, &record, sizeof record) == sizeof record) {
    Document *document = &documents[record.document];
    if (record.kind == START) {
      if (read(journal, document, record.size) != (ssize_t)record.size) abort();
      document->bytes = NULL;
      document_count = record.document + 1;
    } else if (record.kind == BYTES) {
      document->bytes = realloc(document->bytes, document->size + record.size + 1);
      if (read(journal, document->bytes + document->size, record.size) != (ssize_t)record.size) abort();
      document->size += record.size;
    } else {
      document->state = record.state;
      document->gone = record.gone;
    }
  }
  return run_down(how);
}

/* Kills the process `before` or `after` the nth call from now on; 0 when not understood. */
int kill_at(const char *when, int nth) {
  if (!strcmp(when, "before")) return kill_before = calls + nth, 1;
  if (!strcmp(when, "after")) return kill_after = calls + nth, 1;
  return 0;
}

/* Calls of the functions of winspool.drv since the script. */
EXPORT int fake_calls(void) { return calls; }

static void end_process(const char *when) {
  fprintf(stderr, "killed %s %s\n", when, entered);
  fflush(stderr);
  kill(getpid(), SIGKILL);
  for (;;) pause();
}

void enter(const char *call) {
  lock();
  entered = call;
  if (++calls == kill_before) end_process("before");
}

void leave(void) {
  if (calls == kill_after) end_process("after");
  unlock();
}

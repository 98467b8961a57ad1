"""A backend with an outbox, driven through JSON lines on stdin and stdout: what it stored survives that it is killed.

python3 outbox.py MODE PORT FILE

MODE is `threading` (HTTP long-polling) or `eventlet` (WebSocket too); FILE is the SQLite database. Commands:
{"jobs": [[JOB_ID, PAYLOAD], ...]}  inserts and emits them; answers {"stored": N} after the commit
{"left": true}                      answers {"left": N}, the jobs without a response
{"cut": true}                       disconnects the client; answers {"cut": true}
Ends when stdin ends, so that it never outlives its test.
"""
import os
import sys

mode, port, path = sys.argv[1], int(sys.argv[2]), sys.argv[3]
if mode == "eventlet":
    import eventlet
    import eventlet.tpool
    eventlet.monkey_patch()

# After the patch, which must come before everything that opens a socket or a thread.
import json  # noqa: E402
import socket  # noqa: E402
import sqlite3  # noqa: E402
import threading  # noqa: E402

from flask import Flask, request  # noqa: E402
from flask_socketio import SocketIO  # noqa: E402

app = Flask(__name__)
socketio = SocketIO(app, async_mode=mode, cors_allowed_origins="*")
lock = threading.RLock()
outbox = sqlite3.connect(path, check_same_thread=False)
outbox.execute("PRAGMA journal_mode = WAL")
outbox.executescript("""
  CREATE TABLE IF NOT EXISTS outbox (seq INTEGER PRIMARY KEY, job_id TEXT UNIQUE, payload TEXT);
  CREATE TABLE IF NOT EXISTS responses (job_id TEXT, body TEXT);
""")
# The session that said it is ready. What is emitted to one that only connected could overtake what it missed before.
ready = None


@socketio.on("printer_client_ready")
def handle_ready(data):
    global ready
    with lock:
        ready = request.sid
        for (payload,) in outbox.execute("SELECT payload FROM outbox ORDER BY seq").fetchall():
            socketio.emit("print_request", json.loads(payload), to=ready)


@socketio.on("disconnect")
def handle_disconnect():
    global ready
    with lock:
        if ready == request.sid:
            ready = None


@socketio.on("print_response")
def handle_response(response):
    with lock, outbox:
        outbox.execute("INSERT INTO responses VALUES (?, ?)", (response["job_id"], json.dumps(response)))
        outbox.execute("DELETE FROM outbox WHERE job_id = ?", (response["job_id"],))


def store(jobs):
    with lock:
        new = []
        with outbox:
            for job_id, payload in jobs:
                # A batch comes again when the backend was killed before it could say that it is stored.
                answered = outbox.execute("SELECT 1 FROM responses WHERE job_id = ?", (job_id,)).fetchone()
                row = (job_id, json.dumps(payload))
                if answered is None and outbox.execute(
                        "INSERT OR IGNORE INTO outbox (job_id, payload) VALUES (?, ?)", row).rowcount == 1:
                    new.append(payload)
        if ready is not None:
            for payload in new:
                socketio.emit("print_request", payload, to=ready)
    return {"stored": len(jobs)}


def perform(command):
    if "jobs" in command:
        return store(command["jobs"])
    if "left" in command:
        with lock:
            return {"left": outbox.execute("SELECT count(*) FROM outbox").fetchone()[0]}
    if "cut" in command and ready is not None:
        socketio.server.disconnect(ready)
    return {"cut": True}


def say(answer):
    sys.stdout.write(json.dumps(answer) + "\n")
    sys.stdout.flush()


def obey():
    while True:
        # eventlet's hub must not wait for stdin: the real thread of tpool does.
        line = eventlet.tpool.execute(sys.stdin.readline) if mode == "eventlet" else sys.stdin.readline()
        if line == "":
            os._exit(0)
        say(perform(json.loads(line)))


def announce():
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return say({"listening": port})
        except OSError:
            socketio.sleep(0.02)


socketio.start_background_task(obey)
socketio.start_background_task(announce)
socketio.run(app, host="127.0.0.1", port=port, **({"allow_unsafe_werkzeug": True} if mode == "threading" else {}))

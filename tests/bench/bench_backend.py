"""The backend of the end-to-end measurement: Flask-SocketIO with eventlet, driven by JSON lines on stdin.

{"rate": jobs a second, "count": how many, "data": receipt_data, "prefix": of the job ids, "limit_s": wait at the end}
answers {"emitted": {id: s}, "responded": {id: s}}, times of the system's clock. Ends when stdin ends.
"""
import eventlet
import eventlet.tpool
eventlet.monkey_patch()

# After the patch, which must come before everything that opens a socket or a thread.
import json  # noqa: E402
import sys  # noqa: E402
import time  # noqa: E402

from flask import Flask  # noqa: E402
from flask_socketio import SocketIO  # noqa: E402

app = Flask(__name__)
socketio = SocketIO(app, async_mode="eventlet", cors_allowed_origins="*")
emitted = {}
responded = {}
out = sys.stdout


def say(**fields):
    out.write(json.dumps(fields) + "\n")
    out.flush()


@socketio.on("connect")
def handle_connect(auth=None):
    say(connected=time.time())


@socketio.on("print_response")
def handle_response(data=None):
    responded.setdefault(data["job_id"], time.time())


def run(rate, count, data, prefix, limit_s, printers=()):
    emitted.clear()
    responded.clear()
    start = time.time() + 0.05
    for number in range(count):
        wait = start + number / rate - time.time()
        if wait > 0:
            eventlet.sleep(wait)
        elif number % 10 == 0:
            eventlet.sleep(0)
        job_id = f"{prefix}-{number:06d}"
        payload = {"type": "receipt", "job_id": job_id, "receipt_data": {**data, "receipt_number": job_id}}
        if printers:
            payload["printer_name"] = printers[number % len(printers)]
        emitted[job_id] = time.time()
        socketio.emit("print_request", {"data": payload})
    late = time.time() + limit_s
    while len(responded) < count and time.time() < late:
        eventlet.sleep(0.01)
    say(emitted=emitted, responded=responded)


def listen():
    for line in iter(lambda: eventlet.tpool.execute(sys.stdin.readline), ""):
        run(**json.loads(line))
    eventlet.hubs.get_hub().abort(True)


eventlet.spawn(listen)
eventlet.spawn_after(0.2, lambda: say(listening=True))
socketio.run(app, host="127.0.0.1", port=int(sys.argv[1]))

"""A backend as the guide describes it: Flask-SocketIO, driven by its tests through JSON lines on stdin and stdout.

python3 server.py MODE PORT [--no-handler] [--refuse MESSAGE] [--always-connect] [--record EVENT]...

MODE is `threading` (HTTP long-polling only, as with no WebSocket package installed) or `eventlet` (WebSocket too).
`--no-handler` leaves `print_response` without a handler; `--refuse ""` makes `connect` return False, any other message
is raised as ConnectionRefusedError. Ends when stdin ends, so that it never outlives its test.
"""
import argparse
import os
import sys

arguments = argparse.ArgumentParser()
arguments.add_argument("mode", choices=["threading", "eventlet"])
arguments.add_argument("port", type=int)
arguments.add_argument("--no-handler", action="store_true")
arguments.add_argument("--refuse")
arguments.add_argument("--always-connect", action="store_true")
arguments.add_argument("--record", action="append", default=[])
options = arguments.parse_args()

if options.mode == "eventlet":
    import eventlet
    import eventlet.tpool
    eventlet.monkey_patch()

# After the patch, which must come before everything that opens a socket or a thread.
import json  # noqa: E402
import socket  # noqa: E402
import threading  # noqa: E402
import types  # noqa: E402

from flask import Flask, request  # noqa: E402
from flask_socketio import ConnectionRefusedError, SocketIO, emit  # noqa: E402

from guide import blocks  # noqa: E402

app = Flask(__name__)
socketio = SocketIO(app, async_mode=options.mode, cors_allowed_origins="*", always_connect=options.always_connect)
refuse = options.refuse
clients = []
lock = threading.Lock()


def say(event, **fields):
    line = json.dumps({"event": event, **fields})
    with lock:
        sys.stdout.write(line + "\n")
        sys.stdout.flush()


@socketio.on("connect")
def handle_connect(auth=None):
    who = {key: request.args.get(key) for key in ("session_id", "username", "nipt")}
    say("connecting", query=who, auth=auth, transport=request.args.get("transport"))
    if refuse == "":
        return False
    if refuse is not None:
        raise ConnectionRefusedError(refuse)
    clients.append(request.sid)
    emit("status", {"message": "connected"})
    say("connected", query=who, auth=auth, sid=request.sid)


@socketio.on("disconnect")
def handle_disconnect():
    if request.sid in clients:
        clients.remove(request.sid)
    say("disconnected", sid=request.sid)


def record(name):
    def handle(data=None):
        say(name, data=data)
    socketio.on_event(name, handle)


for name in ([] if options.no_handler else ["print_response"]) + options.record:
    record(name)

# The modules that the guide's snippets import from.
for name in ("socketio_instance", "app_socket"):
    module = types.ModuleType(name)
    module.socketio = socketio
    sys.modules[name] = module


def perform(command):
    global refuse
    kind = command["cmd"]
    if kind == "snippet":
        exec(compile(blocks()[command["n"] - 1], f"guide block {command['n']}", "exec"), {})
    elif kind == "call":
        scope = {}
        exec(compile(blocks()[command["n"] - 1], f"guide block {command['n']}", "exec"), scope)
        return scope[command["function"]](*command["args"])
    elif kind == "run":
        exec(compile(command["code"], "code of a test", "exec"), {"say": say})
    elif kind == "emit":
        # `python` is for what JSON cannot say, such as float('nan').
        payload = eval(command["python"], {}) if "python" in command else command["payload"]
        if command.get("ack"):
            socketio.emit(command["event"], payload, to=clients[-1], callback=lambda *answer: say("ack", answer=answer))
        else:
            socketio.emit(command["event"], payload)
    elif kind == "raw":
        for sid in clients:
            server = socketio.server
            server.eio.send(server.manager.eio_sid_from_sid(sid, "/"), command["text"])
    elif kind == "disconnect":
        for sid in list(clients):
            socketio.server.disconnect(sid)
    elif kind == "refuse":
        refuse = command["message"]
    else:
        raise ValueError(f"unknown command {kind}")


def read_line():
    return sys.stdin.readline()


def obey():
    while True:
        # eventlet's hub must not wait for stdin: the real thread of tpool does.
        line = eventlet.tpool.execute(read_line) if options.mode == "eventlet" else read_line()
        if line == "":
            os._exit(0)
        command = json.loads(line)
        try:
            result = perform(command)
            say("done", id=command["id"], result=result)
        except Exception as error:
            say("done", id=command["id"], error=f"{type(error).__name__}: {error}")


def announce():
    while True:
        try:
            socket.create_connection(("127.0.0.1", options.port), 1).close()
            return say("listening", port=options.port)
        except OSError:
            socketio.sleep(0.02)


socketio.start_background_task(obey)
socketio.start_background_task(announce)
if options.mode == "threading":
    socketio.run(app, host="127.0.0.1", port=options.port, allow_unsafe_werkzeug=True)
else:
    socketio.run(app, host="127.0.0.1", port=options.port)

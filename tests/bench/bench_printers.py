"""COUNT network printers on 127.0.0.1, each with one connection at a time, as printers are.

Writes {"ports": […]}; then, for each line on stdin, {"printed": {receipt number: s of the system's clock at the document's
last byte}}. A document ends with its cut (GS V) and names itself by a receipt number such as x-000123.
"""
import json
import re
import socket
import sys
import threading
import time

printed = {}
NUMBER = re.compile(rb"[a-z0-9]+-[0-9]{6}")


def serve(listener):
    while True:
        connection, _ = listener.accept()
        document = b""
        try:
            while True:
                piece = connection.recv(65536)
                now = time.time()
                if not piece:
                    break
                document += piece
                while (cut := document.find(b"\x1dV")) >= 0:
                    found = NUMBER.search(document, 0, cut)
                    if found:
                        printed.setdefault(found.group().decode(), now)
                    document = document[cut + 2:]
        except OSError:
            pass
        connection.close()


listeners = [socket.create_server(("127.0.0.1", 0), backlog=64) for _ in range(int(sys.argv[1]))]
for listener in listeners:
    threading.Thread(target=serve, args=(listener,), daemon=True).start()
print(json.dumps({"ports": [listener.getsockname()[1] for listener in listeners]}), flush=True)
for _ in sys.stdin:
    print(json.dumps({"printed": printed}), flush=True)
    printed.clear()

"""The plain client that the measurements compare with: prints what it receives and answers. No queue, nothing on disk, no
checks, no second try. python3 plain_client.py SOCKET_URL PRINTER_PORT
"""
import datetime
import socket
import sys

import socketio

URL, PORT = sys.argv[1], int(sys.argv[2])
client = socketio.Client()


def receipt(data):
    out = bytearray(b"\x1b@\x1bt\x13")
    text = lambda line: out.extend(line.encode("cp858", "replace") + b"\n")  # noqa: E731
    out += b"\x1ba\x01\x1b!\x38"
    text(data["business"]["name"])
    out += b"\x1b!\x00"
    text(data["business"]["address"])
    text("NIPT " + data["business"]["nipt"])
    out += b"\x1ba\x00"
    text("Fatura " + data["receipt_number"])
    text("-" * 48)
    for item in data["items"]:
        quantity, price = item["quantity"], float(item["price"])
        text(f"{quantity:>3} x {item['name'][:24]:<24} {price:>7.2f} {quantity * price:>8.2f} €")
    text("-" * 48)
    out += b"\x1b!\x18"
    text(f"{'TOTALI':<36}{data['total']:>9} €")
    out += b"\x1b!\x00\x1ba\x01"
    qr = data["qr"].encode()
    out += b"\x1d(k\x03\x001C\x04\x1d(k\x03\x001E1"
    out += b"\x1d(k" + (len(qr) + 3).to_bytes(2, "little") + b"1P0" + qr + b"\x1d(k\x03\x001Q0"
    code = data["barcode"].encode()
    out += b"\x1dh\x3c\x1dw\x02\x1dH\x02\x1dk\x49" + bytes([len(code) + 2]) + b"{B" + code
    text(data["footer"])
    out += b"\n\n\n\x1dV\x01"
    return bytes(out)


@client.on("print_request")
def print_request(payload):
    job = payload["data"]
    answer = {"status": "success", "message": "Printed.", "printer": "plain", "job_id": job["job_id"]}
    try:
        with socket.create_connection(("127.0.0.1", PORT), timeout=5) as printer:
            printer.sendall(receipt(job["receipt_data"]))
    except OSError as error:
        answer.update(status="error", message=str(error))
    answer["timestamp"] = datetime.datetime.now().isoformat()
    client.emit("print_response", answer)


client.connect(URL + "?session_id=s&username=u&nipt=n", transports=["websocket"])
client.wait()

// One Socket.IO server of a fleet: writes "listening", then the time (ms since 1970) of each connection, one a line.
import http from "node:http";
import { Server } from "socket.io";

const say = (line: string) => Deno.stdout.writeSync(new TextEncoder().encode(`${line}\n`));
const server = http.createServer();
new Server(server).on("connection", () => say(String(Date.now())));
server.listen(Number(Deno.args[0]), "127.0.0.1", () => say("listening"));

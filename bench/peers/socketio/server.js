// Socket.IO as the chapter "Server delivery" of its tutorial has it: each message is stored under the offset that its client
// gave it, and then sent to the room. On PostgreSQL instead of SQLite, a transaction per post, with a session and a read mark.
//   node server.js PORT CONNECTION
import { createServer } from "node:http";
import express from "express";
import pg from "pg";
import { Server } from "socket.io";

const [port, connectionString] = process.argv.slice(2);
const pool = new pg.Pool({ connectionString, max: 20 });
await pool.query(`
  CREATE TABLE sessions (id text PRIMARY KEY, account text NOT NULL);
  INSERT INTO sessions VALUES ('bench', 'ada');
  CREATE TABLE messages (
    id bigserial PRIMARY KEY, room text NOT NULL, author text NOT NULL, client_offset text UNIQUE NOT NULL, content text NOT NULL);
  CREATE TABLE read_marks (room text, account text, number bigint NOT NULL, PRIMARY KEY (room, account));`);

const app = express();
const server = createServer(app);
const io = new Server(server, { pingInterval: 10 * 60 * 1000, transports: ["websocket"] });
const accountOf = async (cookie) =>
  (await pool.query({ name: "session", text: "SELECT account FROM sessions WHERE id = $1", values: [/session=(\w+)/.exec(cookie ?? "")?.[1]] })).rows[0]?.account;

io.on("connection", async (socket) => {
  if (await accountOf(socket.handshake.headers.cookie)) {
    socket.join(socket.handshake.query.room);
  } else {
    socket.disconnect(true);
  }
});

app.get("/health/ready", (_, answer) => answer.send("ready"));
app.post("/d/:room", express.urlencoded({ extended: false }), async (request, answer) => {
  const account = await accountOf(request.headers.cookie);
  const client = await pool.connect();
  try {
    await client.query("BEGIN");
    const { rows: [{ id }] } = await client.query({
      name: "add",
      text: "INSERT INTO messages (room, author, client_offset, content) VALUES ($1, $2, $3, $4) RETURNING id",
      values: [request.params.room, account, request.body.clientId, request.body.body],
    });
    await client.query({
      name: "mark",
      text: "INSERT INTO read_marks VALUES ($1, $2, $3) ON CONFLICT (room, account) DO UPDATE SET number = excluded.number",
      values: [request.params.room, account, id],
    });
    await client.query("COMMIT");
    io.to(request.params.room).emit("chat message", request.body.body, id);
    answer.send(`<li id="message-${id}">${request.body.body}</li>`);
  } finally {
    client.release();
  }
});
server.listen(Number(port), "127.0.0.1");

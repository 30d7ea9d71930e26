// A stand-in for what a team would write by hand: one program in Go with net/http and pgx. It does for a post what Xtablo
// does for one: finds the session and the member, stores message, entry, head and read mark in one transaction under the
// lock of the head, and only then answers with the row and delivers it to every stream.
package main

import (
	"context"
	"crypto/sha256"
	"fmt"
	"html"
	"log"
	"net/http"
	"os"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/jackc/pgx/v4"
	"github.com/jackc/pgx/v4/pgxpool"
)

const discussions = 1000

const schema = `
CREATE TABLE sessions (secret text PRIMARY KEY, account uuid NOT NULL);
CREATE TABLE members (tablo int, account uuid, name text NOT NULL, role text NOT NULL, PRIMARY KEY (tablo, account));
CREATE TABLE heads (tablo int PRIMARY KEY, head bigint NOT NULL, last_number bigint NOT NULL);
CREATE TABLE messages (tablo int, id uuid, number bigint NOT NULL, author uuid NOT NULL, author_name text NOT NULL,
  client_id uuid NOT NULL, hash bytea NOT NULL, body text NOT NULL, posted_at timestamptz NOT NULL,
  PRIMARY KEY (tablo, id), UNIQUE (tablo, number), UNIQUE (tablo, author, client_id));
CREATE TABLE entries (tablo int, sequence bigint, kind text NOT NULL, message uuid NOT NULL, actor uuid NOT NULL,
  at timestamptz NOT NULL, PRIMARY KEY (tablo, sequence));
CREATE TABLE read_marks (tablo int, account uuid, number bigint NOT NULL, PRIMARY KEY (tablo, account));
INSERT INTO sessions VALUES ('bench', '00000000-0000-0000-0000-000000000001');
INSERT INTO members SELECT t, '00000000-0000-0000-0000-000000000001', 'Ada', 'owner' FROM generate_series(0, 999) t;
INSERT INTO heads SELECT t, 0, 0 FROM generate_series(0, 999) t;`

type room struct {
	sync.Mutex
	streams map[chan string]bool
}

var (
	pool  *pgxpool.Pool
	rooms [discussions]room
)

func main() {
	var err error
	if pool, err = pgxpool.Connect(context.Background(), os.Args[2]); err != nil {
		log.Fatal(err)
	}
	if _, err = pool.Exec(context.Background(), schema); err != nil {
		log.Fatal(err)
	}
	for i := range rooms {
		rooms[i].streams = map[chan string]bool{}
	}
	http.HandleFunc("/health/ready", func(w http.ResponseWriter, r *http.Request) {})
	http.HandleFunc("/d/", serve)
	log.Fatal(http.ListenAndServe(os.Args[1], nil))
}

func serve(w http.ResponseWriter, r *http.Request) {
	parts := strings.Split(r.URL.Path, "/")
	tablo, err := strconv.Atoi(parts[2])
	if err != nil || tablo < 0 || tablo >= discussions {
		http.NotFound(w, r)
		return
	}
	cookie, err := r.Cookie("session")
	if err != nil {
		http.Error(w, "signed out", http.StatusUnauthorized)
		return
	}
	var account, name, role string
	err = pool.QueryRow(r.Context(),
		"SELECT m.account::text, m.name, m.role FROM sessions s JOIN members m ON m.account = s.account WHERE s.secret = $1 AND m.tablo = $2",
		cookie.Value, tablo).Scan(&account, &name, &role)
	if err != nil {
		http.NotFound(w, r)
		return
	}
	if r.Method == http.MethodPost {
		post(w, r, tablo, account, name)
	} else {
		stream(w, r, tablo)
	}
}

func post(w http.ResponseWriter, r *http.Request, tablo int, account, name string) {
	body, client := strings.TrimSpace(r.FormValue("body")), r.FormValue("clientId")
	if body == "" || len(body) > 40000 {
		http.Error(w, "Write a message first.", http.StatusUnprocessableEntity)
		return
	}
	number, err := store(r.Context(), tablo, account, name, body, client)
	if err != nil {
		http.Error(w, err.Error(), http.StatusServiceUnavailable)
		return
	}
	row := fmt.Sprintf(`<li id="message-%s" data-number="%d" class="row"><b>%s</b><div class="body">%s</div></li>`,
		client, number, html.EscapeString(name), html.EscapeString(body))
	rooms[tablo].tell(fmt.Sprintf("event: message\ndata: %s\nid: %d\n\n", row, number))
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	fmt.Fprint(w, row)
}

func store(ctx context.Context, tablo int, account, name, body, client string) (int64, error) {
	tx, err := pool.BeginTx(ctx, pgx.TxOptions{})
	if err != nil {
		return 0, err
	}
	defer tx.Rollback(ctx)
	var head, number int64
	if err = tx.QueryRow(ctx, "SELECT head, last_number FROM heads WHERE tablo = $1 FOR UPDATE", tablo).Scan(&head, &number); err != nil {
		return 0, err
	}
	var earlier int64
	err = tx.QueryRow(ctx, "SELECT number FROM messages WHERE tablo = $1 AND author = $2 AND client_id = $3", tablo, account, client).Scan(&earlier)
	if err == nil {
		return earlier, nil
	} else if err != pgx.ErrNoRows {
		return 0, err
	}
	head, number = head+1, number+1
	now, hash := time.Now(), sha256.Sum256([]byte(body))
	statements := []struct {
		sql    string
		values []interface{}
	}{
		{"INSERT INTO messages VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)", []interface{}{tablo, client, number, account, name, client, hash[:], body, now}},
		{"INSERT INTO entries VALUES ($1, $2, 'Posted', $3, $4, $5)", []interface{}{tablo, head, client, account, now}},
		{"UPDATE heads SET head = $2, last_number = $3 WHERE tablo = $1", []interface{}{tablo, head, number}},
		{"INSERT INTO read_marks VALUES ($1, $2, $3) ON CONFLICT (tablo, account) DO UPDATE SET number = excluded.number", []interface{}{tablo, account, number}},
	}
	for _, statement := range statements {
		if _, err = tx.Exec(ctx, statement.sql, statement.values...); err != nil {
			return 0, err
		}
	}
	return number, tx.Commit(ctx)
}

func (to *room) tell(frame string) {
	to.Lock()
	defer to.Unlock()
	for each := range to.streams {
		select {
		case each <- frame:
		default: // it does not read
			delete(to.streams, each)
			close(each)
		}
	}
}

func stream(w http.ResponseWriter, r *http.Request, tablo int) {
	frames := make(chan string, 64)
	room := &rooms[tablo]
	room.Lock()
	room.streams[frames] = true
	room.Unlock()
	defer func() {
		room.Lock()
		delete(room.streams, frames)
		room.Unlock()
	}()
	w.Header().Set("Content-Type", "text/event-stream")
	w.Header().Set("Cache-Control", "no-store")
	fmt.Fprint(w, "event: ready\ndata: {}\n\n")
	w.(http.Flusher).Flush()
	for {
		select {
		case frame, isOpen := <-frames:
			if !isOpen {
				return
			}
			fmt.Fprint(w, frame)
			w.(http.Flusher).Flush()
		case <-r.Context().Done():
			return
		}
	}
}

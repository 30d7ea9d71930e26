// What the server's streams say. Nothing else in the scripts knows how a frame is called or where in it stands what.

/** The frames that are listened to. */
export const kinds = Object.freeze({
  message: "message", // a row as it is now
  ready: "ready", // everything up to the head has come: from here on sequences have no gap
  reset: "reset", // the cursor is of no use any more: the list is to be loaded anew
  beat: "beat", // silence is no outage; `stale` while the database does not answer
  presence: "presence", // who has a tablo open now
  typing: "typing", // who begins to write in it, and who has ended
  unread: "unread", // what a tablo of the account is called and how much of it is unread
  bye: "bye", // the server closes, and says why
});

// EventSource gives each event the id of the last frame that had one. So whether a frame has an id is known from its name.
const withId = [kinds.message, kinds.reset];

/**
 * What an event says, as `{ kind, tablo, … }`: with a `cursor`, if it is a step of its tablo's log; with a `head`, if it
 * tells how far that goes. Who counts steps moves by a cursor alone.
 */
export function read({ type, data, lastEventId }) {
  const frame = type === kinds.message ? { html: data } : JSON.parse(data);
  const { head } = frame;
  if (withId.includes(type)) {
    Object.assign(frame, placeOf(lastEventId, "cursor"));
  } else if (head) {
    Object.assign(frame, placeOf(head, "head"));
  }
  return { ...frame, kind: type }; // a tablo has a name of its own
}

/** Streams of several tablos write TABLO.EPOCH.SEQUENCE. */
function placeOf(id, key) {
  const [tablo, epoch, sequence] = id.split(".");
  return { tablo, [key]: `${epoch}.${sequence}` };
}

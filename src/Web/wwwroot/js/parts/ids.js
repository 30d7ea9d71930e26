/** A random UUID. crypto.randomUUID does not exist on plain http off loopback, where many teams begin. */
export function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40; // version 4, RFC 9562
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  return withDashes([...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join(""));
}

/** A UUID of 32 digits, as the stream writes it, the way that addresses and elements have it. */
export const withDashes = (hex) => hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");

/** The id of the message whose row has an id. */
export const messageOf = (rowId) => rowId.replace("message-", "");

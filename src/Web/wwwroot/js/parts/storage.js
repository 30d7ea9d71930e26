// The browser's storage, for text by key. Where it is full or forbidden nothing is kept, and nobody need ask first.
const guarded = (open) => ({
  /** Null for nothing. */
  get(key) {
    try {
      return open().getItem(key);
    } catch {
      return null;
    }
  },

  /** Null takes it away. Answers whether it is as was said. */
  set(key, text) {
    try {
      if (text === null) {
        open().removeItem(key);
      } else {
        open().setItem(key, text);
      }
      return true;
    } catch {
      return false;
    }
  },

  keys() {
    try {
      return Object.keys(open());
    } catch {
      return [];
    }
  },
});

/** Of all tabs, for as long as the browser keeps it. */
export const inBrowser = guarded(() => localStorage);

/** Of this tab and its copies, for as long as it is open. */
export const inTab = guarded(() => sessionStorage);

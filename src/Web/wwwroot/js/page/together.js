// Who else is in the discussion, and who writes in it: what is told of that to the others, and what is shown of them. Nothing
// of it is announced, and nothing is told while the account wants it so.
import { postByFetch } from "../parts/forms.js";
import { kinds } from "../line/frames.js";
import { Present } from "./present.js";
import { tellTyping } from "./telling.js";
import { Typing } from "./typing.js";

const isHidden = document.body.dataset.presence === "off";

/** `list` is the <ol> of the rows. Answers { passes, changed }, for what the stream hears and for what becomes of it. */
export function openTogether(address, list) {
  let isLive = false; // else it would only be refused

  async function tell(what, on, options) {
    if (isLive && !isHidden) {
      await postByFetch(`${address}/${what}`, { on }, options).catch(() => {}); // the next one tells it
    }
  }

  const present = new Present((on, options) => tell("here", on, options));
  const typing = new Typing(list);
  tellTyping((on) => tell("typing", on));

  return {
    passes(frame) {
      switch (frame.kind) {
        case kinds.ready:
          isLive = true;
          typing.forgetAll();
          present.tell();
          break;
        case kinds.presence: present.show(frame); break;
        case kinds.typing: typing.hear(frame); break;
      }
    },

    changed(state) {
      isLive &&= state === "live";
      if (state === "offline" || state === "stopped") { // nobody knows
        typing.forgetAll();
        present.show({ here: [], more: 0 });
      }
    },
  };
}

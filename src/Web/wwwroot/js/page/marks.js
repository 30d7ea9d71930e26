// What is put on a message beside its text: reactions, a pin, and for oneself that it is for later. Each is sent as what it shall be, so a repeat changes nothing.
import { account, post, tell } from "../parts/forms.js";
import { messageOf } from "../parts/ids.js";
import { tellWhoReacted } from "./reacted.js";

/** `place(html)` puts a row in the page. Answers { react, pin, later }. */
export function openMarks(list, address, place) {
  const forms = new Map(); // one for each message: of each, one request at a time goes out

  async function send(row, what, fields) {
    const id = messageOf(row.id);
    const form = forms.get(id) ?? forms.set(id, document.body.appendChild(document.createElement("form"))).get(id);
    form.hidden = true;
    const answer = await post(form, `${address}/messages/${id}/${what}`, fields);
    if (answer.row) {
      place(answer.html);
    } else if (answer.status !== 204) {
      tell(answer.reason);
    }
    return answer.status < 300 && answer.status > 0;
  }

  const react = (row, emoji, on) => send(row, "reactions", { emoji, on });

  tellWhoReacted(list);
  list.addEventListener("click", (event) => {
    const chip = event.target.closest(".reactions > li");
    if (chip && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      react(chip.closest("li.row"), chip.dataset.emoji, !chip.dataset.by.split(" ").includes(account));
    }
  });
  list.addEventListener("keydown", (event) => {
    if (event.key === " " && event.target.matches(".reactions a")) {
      event.preventDefault(); // as of a button
      event.target.click();
    }
  });

  return {
    react,
    pin: (row) => send(row, "pin", { on: !row.dataset.pinned }),
    later: (row, fields) => send(row, "later", fields),
  };
}

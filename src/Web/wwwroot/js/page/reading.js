// What a reader sees: the window of rows, and where in it one reads. Whatever comes or is loaded, who reads along at the
// end stays at the end, and who reads further up stays there.
import { End } from "./end.js";
import { watchRest } from "./resting.js";
import { Rows, countNews, isRowNamed, numberOf, parseRows } from "./rows.js";
import { Top } from "./top.js";
import { WayDown } from "./waydown.js";
import { Ways } from "./ways.js";

const newest = "9223372036854775807"; // before this number are the newest rows

export class Reading {
  #log;
  #wayDown;
  #end;
  #ways;
  #rest;
  #top;

  constructor(log) {
    this.#log = log;
    this.rows = new Rows(document.getElementById("rows"), log);
    this.#wayDown = new WayDown(log, this.rows);
    this.rows.list.style.setProperty("--new", JSON.stringify(this.rows.list.dataset.new)); // what stands above the first unread
    this.#ways = new Ways(log, this.rows, (event, isAbove) => this.#showMore(event, isAbove));
    this.#rest = watchRest(log);
    this.#top = new Top(this.rows.list, log.dataset.address);
    this.#end = new End(log, this.rows, (follows) => this.#wayDown.lessen(follows));
  }

  toTheEnd() {
    this.#end.go();
  }

  /** Does something that moves the rows; what is being read stays where it is. */
  holding(change) {
    const place = this.#end.isReached ? null : this.#firstInView();
    change();
    if (!this.#stayAt(place)) {
      this.toTheEnd();
    }
  }

  /** What is below is known. */
  forgetNews() {
    this.#wayDown.show(0);
  }

  /** To the first of those that came below, else to the end. Where the page does not hold that, it answers what to load; else 0. */
  jump() {
    const to = this.#wayDown.lead();
    if (to === Infinity && this.rows.reachesEnd) {
      this.toTheEnd();
      return 0;
    }
    return to;
  }

  /** Where one begins: at what a link points to, else at the first unread, else at the end. */
  begin() {
    const { firstUnread, begins } = this.#log.dataset;
    const place = isRowNamed() ? document.getElementById(location.hash.slice(1)) : this.rows.at(begins || firstUnread);
    if (place) {
      place.scrollIntoView({ block: begins ? "start" : "center" });
    } else {
      this.toTheEnd();
    }
    this.#end.begin();
    this.#wayDown.show(this.rows.firstUnread > 0 && !isRowNamed() ? this.#wayDown.below : 0);
  }

  /**
   * Puts rows in place that the stream brought, or one that is mine. The page is laid out once for all of them. Answers those that
   * came at the end.
   */
  async place(fragments) {
    const follow = this.#end.isReached;
    const { newest: known, reachesEnd } = this.rows;
    const rows = fragments.flatMap(parseRows);
    let ahead = this.rows.upsert(rows);
    while (ahead.length > 0) { // those in between have not come yet
      const { last } = this.rows;
      ahead = this.rows.upsert([...ahead, ...parseRows(await this.#get(`after=${last}`))]);
      if (this.rows.last === last) {
        throw new Error(`Nothing follows row ${last}, and more should`);
      }
    }
    document.getElementById("empty")?.remove();
    const come = countNews(reachesEnd ? [...this.rows.list.children] : rows, known);
    this.rows.cut(follow);
    this.#ways.show();
    this.#settle(follow, come);
    return rows.filter((row) => numberOf(row) > known);
  }

  /** Asks for a row anew. */
  async renew(row) {
    this.rows.upsert(parseRows(await this.#get(`around=${numberOf(row)}`)));
  }

  /** Gives the rows up: whoever sits here now finds none of them in the page. */
  forget() {
    this.rows.list.replaceChildren();
    this.forgetNews();
  }

  /** Loads the list anew, and answers its cursor. It leads to the row `to`, Infinity for the end; 0 for where one reads. */
  async load(to) {
    const place = to || this.#end.isReached ? null : this.#firstInView();
    const around = place?.number ?? (to < Infinity && to);
    const answer = await this.#get(around ? `around=${around}` : `before=${newest}`, {});
    const page = new DOMParser().parseFromString(answer, "text/html");
    const log = page.getElementById("log");
    if (log?.dataset.account !== this.#log.dataset.account) {
      throw new Error("This is not the discussion, or not for whom this page is");
    }
    const { newest: known } = this.rows;
    this.rows.replaceAll(page.getElementById("rows"), log);
    this.#top.show(page);
    this.#ways.show();
    const there = this.rows.at(to);
    if (there) {
      there.scrollIntoView({ block: "start" });
      this.#wayDown.show(this.#wayDown.below);
    } else {
      const come = countNews([...this.rows.list.children], known) + this.rows.newest - Math.max(this.rows.last, known);
      this.#settle(!this.#stayAt(place), Math.max(0, come));
    }
    return log.dataset.cursor;
  }

  #settle(follow, come) {
    if (follow && this.rows.reachesEnd) {
      this.toTheEnd();
      this.forgetNews();
    } else {
      this.#wayDown.add(come);
    }
  }

  async #get(query, headers = { "HX-Request": "true" }) {
    const answer = await fetch(`${this.#log.dataset.address}?${query}`, { headers, cache: "no-store" });
    if (!answer.ok) {
      throw new Error(`The rows could not be loaded: ${answer.status}`);
    }
    return answer.text();
  }

  /** Answers whether what was in view there still is in the page. */
  #stayAt(place) {
    const there = place && document.getElementById(place.id);
    if (there) {
      this.#log.scrollTop += there.getBoundingClientRect().top - place.top;
    }
    return Boolean(there);
  }

  #firstInView() {
    const { top } = this.#log.getBoundingClientRect();
    const [first, ...rest] = this.rows.list.children; // what comes above the first may take its day and its name away
    const row = rest.find((candidate) => candidate.getBoundingClientRect().bottom > top) ?? first;
    return row && { id: row.id, number: numberOf(row), top: row.getBoundingClientRect().top };
  }

  /** Rows join above or below; what is being read stays where it is, and nothing of it is read aloud as news. */
  async #showMore(event, isAbove) {
    event.preventDefault();
    try {
      const rows = parseRows(await this.#get(isAbove ? `before=${this.rows.first}` : `after=${this.rows.last}`));
      await this.#rest();
      const place = this.#firstInView();
      const { firstElementChild, lastElementChild } = this.rows.list;
      if (isAbove) {
        this.rows.prepend(rows);
      } else {
        this.rows.append(rows);
      }
      this.rows.cut(!isAbove);
      this.#ways.show();
      this.#stayAt(place);
      if (event.detail === 0 && this.#log.contains(document.activeElement)) { // by keyboard one goes on at what has come
        (isAbove ? firstElementChild?.previousElementSibling : lastElementChild?.nextElementSibling)?.focus();
      }
    } catch {
      location.href = event.target.href; // the browser says best what is wrong
    }
  }
}

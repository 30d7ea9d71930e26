// Whom one may call by an @: the members of the tablo, and everyone.
import { folded } from "../parts/folding.js";
import { counted, sentences } from "./saying.js";

const freshFor = 30_000; // ms; who joins meanwhile is found after that

export class People {
  #address;
  #known = [];
  #due = 0;

  constructor(address) {
    this.#address = `${address}/people`;
  }

  name = sentences.members;

  /** Those of whom a word of the name begins so; first those whose name itself does. */
  async find(query) {
    if (Date.now() > this.#due) {
      await this.#ask();
    }
    const sought = folded(query);
    const found = this.#known
      .map((person) => ({ person, at: ` ${folded(person.name)}`.indexOf(` ${sought}`) }))
      .filter(({ at }) => at >= 0)
      .sort((one, other) => Number(one.at > 0) - Number(other.at > 0))
      .map(({ person: { name, initials, hue } }) => ({ text: `@${name} `, label: name, face: initials, faceClass: `face ${hue}` }));
    const all = { text: "@all ", label: "@all", hint: sentences.everyone, face: "@", faceClass: "face" };
    return [...found, ...["all", folded(sentences.everyone)].some((name) => name.startsWith(sought)) ? [all] : []];
  }

  /** What has been begun and not written out: then Enter sends. */
  isFirstMeant(query, options) {
    return query !== "" && !options.some(({ text }) => folded(text.trim()) === folded(`@${query}`));
  }

  /** "2 members, @all" */
  count(options) {
    const people = options.filter(({ hint }) => !hint).length;
    const all = options.length > people ? ["@all"] : [];
    return [...people > 0 ? [counted(people, sentences.member, sentences.manyMembers)] : [], ...all].join(", ");
  }

  async #ask() {
    try {
      const answer = await fetch(this.#address, { headers: { "HX-Request": "true" } }); // 401, not the page to sign in
      if (answer.ok) {
        const people = await answer.json();
        this.#known = people.sort((one, other) => one.name.localeCompare(other.name));
        this.#due = Date.now() + freshFor;
      }
    } catch {
      // No line: those who are known, and the next letter asks again.
    }
  }
}

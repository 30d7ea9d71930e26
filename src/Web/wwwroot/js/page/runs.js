// Whole numbers, kept as the runs that they make: a day of messages that were seen one after the other is a single one.
export class Runs {
  #runs = []; // each its first and its last, in order, with a gap between any two

  has(number) {
    return this.#runs.some(([first, last]) => first <= number && number <= last);
  }

  add(number) {
    const at = this.#runs.findLastIndex(([first]) => first <= number);
    const [before, after] = [this.#runs[at], this.#runs[at + 1]];
    const goesOn = before && number <= before[1] + 1;
    if (goesOn && after?.[0] === number + 1) {
      before[1] = after[1];
      this.#runs.splice(at + 1, 1);
    } else if (goesOn) {
      before[1] = Math.max(before[1], number);
    } else if (after?.[0] === number + 1) {
      after[0] = number;
    } else {
      this.#runs.splice(at + 1, 0, [number, number]);
    }
  }

  /** Forgets all up to this one. */
  dropTo(number) {
    this.#runs = this.#runs.filter(([, last]) => last > number);
  }

  clear() {
    this.#runs = [];
  }
}

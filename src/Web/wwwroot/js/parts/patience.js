const steps = 4;

/**
 * What a promise becomes; rejects if that takes longer than so many ms. For what a browser may never answer. A page that was
 * asleep has all its timers end at once: it counts in steps, so that what came meanwhile is heard first.
 */
export function within(ms, promise) {
  let alarm;
  const tooLong = new Promise((_, reject) => {
    const step = (left) => {
      alarm = setTimeout(() => (left > 1 ? step(left - 1) : reject(new DOMException("No answer.", "TimeoutError"))), ms / steps);
    };
    step(steps);
  });
  return Promise.race([promise, tooLong]).finally(() => clearTimeout(alarm));
}

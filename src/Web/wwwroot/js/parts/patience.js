/** What a promise becomes; rejects if that takes longer than so many ms. For what a browser may never answer. */
export function within(ms, promise) {
  let alarm;
  const tooLong = new Promise((_, reject) => {
    alarm = setTimeout(() => reject(new DOMException(`No answer within ${ms} ms.`, "TimeoutError")), ms);
  });
  return Promise.race([promise, tooLong]).finally(() => clearTimeout(alarm));
}

// Times come in UTC, the same for everyone; each browser shows them in its own zone, and in the way of its own region: in the
// words of the page, but with the order of days and the hours that are the custom there.
const page = document.documentElement.lang;
const language = navigator.languages.find((tag) => new Intl.Locale(tag).language === page)
  ?? `${page}-${new Intl.Locale(navigator.language).maximize().region}`;
const minute = { hour: "2-digit", minute: "2-digit" };
const day = { day: "numeric", month: "short" };
const short = new Intl.DateTimeFormat(language, minute);
const withDay = new Intl.DateTimeFormat(language, { ...day, ...minute });
const withYear = new Intl.DateTimeFormat(language, { year: "numeric", ...day, ...minute });
const full = new Intl.DateTimeFormat(language, { dateStyle: "full", timeStyle: "long" });

/** At midnight what was today is no longer. */
export function keepTimes() {
  const midnight = new Date().setHours(24, 0, 1, 0);
  setTimeout(() => {
    localTimes(document);
    keepTimes();
  }, midnight - Date.now());
}

export function localTimes(root) {
  const now = new Date();
  for (const time of root.querySelectorAll("time")) {
    const at = new Date(time.dateTime);
    const today = at.toDateString() === now.toDateString();
    const format = today ? short : at.getFullYear() === now.getFullYear() ? withDay : withYear;
    if (!time.closest(".edited")) {
      time.textContent = format.format(at);
    }
    time.dataset.clock = short.format(at);
    time.title = full.format(at);
  }
}

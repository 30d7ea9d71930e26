// Times come in UTC, the same for everyone; each browser shows them in its own zone.
const language = document.documentElement.lang;
const minute = { hour: "2-digit", minute: "2-digit" };
const day = { day: "numeric", month: "short" };
const short = new Intl.DateTimeFormat(language, minute);
const withDay = new Intl.DateTimeFormat(language, { ...day, ...minute });
const withYear = new Intl.DateTimeFormat(language, { year: "numeric", ...day, ...minute });
const full = new Intl.DateTimeFormat(language, { dateStyle: "full", timeStyle: "long" });

export function localTimes(root) {
  const now = new Date();
  for (const time of root.querySelectorAll("time")) {
    const at = new Date(time.dateTime);
    const today = at.toDateString() === now.toDateString();
    const format = today ? short : at.getFullYear() === now.getFullYear() ? withDay : withYear;
    time.textContent = format.format(at);
    time.title = full.format(at);
  }
}

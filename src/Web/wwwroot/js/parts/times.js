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

const relative = new Intl.RelativeTimeFormat(language, { numeric: "auto" });
const weekday = { weekday: "long", day: "numeric", month: "long" };
const longDay = new Intl.DateTimeFormat(language, weekday);
const longDayWithYear = new Intl.DateTimeFormat(language, { ...weekday, year: "numeric" });

/** A day as one says it today: "Today", "Yesterday", "Tuesday, November 24". */
export function dayName(at) {
  const [now, day] = [new Date(), new Date(at)].map((each) => each.setHours(12, 0, 0, 0)); // noon: a day may have 23 hours
  const daysAgo = Math.round((now - day) / 86_400_000);
  const isThisYear = new Date(at).getFullYear() === new Date().getFullYear();
  const name = daysAgo === 0 || daysAgo === 1 ? relative.format(-daysAgo, "day") : (isThisYear ? longDay : longDayWithYear).format(at);
  return name.charAt(0).toLocaleUpperCase(language) + name.slice(1);
}

/** At midnight what was today is no longer. */
export function keepTimes() {
  const midnight = new Date().setHours(24, 0, 1, 0);
  setTimeout(() => {
    localTimes(document);
    document.dispatchEvent(new Event("xtablo:midnight"));
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

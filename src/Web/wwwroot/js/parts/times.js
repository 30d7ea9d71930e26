// Times come in UTC, the same for everyone; each browser shows them in the zone that the account has chosen, else its own, and in
// the way of its own region: in the words of the page, but with the order of days and the hours that are the custom there.
import { now } from "./clock.js";

const page = document.documentElement.lang;
const language = navigator.languages.find((tag) => new Intl.Locale(tag).language === page)
  ?? `${page}-${new Intl.Locale(navigator.language).maximize().region}`;
const minute = { hour: "2-digit", minute: "2-digit" };
const day = { day: "numeric", month: "short" };
const timeZone = knownZone(document.body.dataset.timeZone);
const format = (options, tag = language) => new Intl.DateTimeFormat(tag, { timeZone, ...options });
const short = format(minute);
const withDay = format({ ...day, ...minute });
const withYear = format({ year: "numeric", ...day, ...minute });
const full = format({ dateStyle: "full", timeStyle: "long" });

const relative = new Intl.RelativeTimeFormat(language, { numeric: "auto" });
const weekday = { weekday: "long", day: "numeric", month: "long" };
const longDay = format(weekday);
const longDayWithYear = format({ ...weekday, year: "numeric" });
const date = format({ dateStyle: "short" }, "sv"); // 2026-11-24
const minuteOfDay = format({ dateStyle: "short", timeStyle: "short" }, "sv"); // 2026-11-24 09:00
const quarter = 900_000; // ms: no zone has its midnight between two quarters of an hour
const often = 60_000; // ms: a timer stands still while the device sleeps, and the day does not

/** Undefined for none, and for one that the server knows and this browser does not. */
function knownZone(zone) {
  try {
    return zone && new Intl.DateTimeFormat("en", { timeZone: zone }) ? zone : undefined;
  } catch {
    return undefined;
  }
}

/** The name of the time zone in which times are shown. */
export const zoneHere = () => date.resolvedOptions().timeZone;

/** The day of a moment, such as "2026-11-24". */
export const dayOf = (at) => date.format(at);

/** The minute of a moment, such as "2026-11-24T09:00". */
export const minuteOf = (at) => minuteOfDay.format(at).replace(" ", "T");

const dayAndTime = new Intl.DateTimeFormat(language, { timeZone: "UTC", weekday: "long", ...day, ...minute });

/** A local time, such as "2026-11-24T09:00", as one says it. */
export const timeShown = (local) => dayAndTime.format(Date.parse(`${local}Z`));

const yearOf = (at) => dayOf(at).split("-")[0];

/** A day as one says it today: "Today", "Yesterday", "Tuesday, November 24". */
export function dayName(at) {
  const today = dayOf(now());
  const daysAgo = Math.round((Date.parse(today) - Date.parse(dayOf(at))) / 86_400_000);
  const isThisYear = yearOf(at) === today.split("-")[0];
  const name = daysAgo === 0 || daysAgo === 1 ? relative.format(-daysAgo, "day") : (isThisYear ? longDay : longDayWithYear).format(at);
  return name.charAt(0).toLocaleUpperCase(language) + name.slice(1);
}

/** At midnight what was today is no longer, and neither is it once a wrong clock is found out. */
export function keepTimes() {
  let today = dayOf(now());

  function look() {
    if (dayOf(now()) !== today) {
      today = dayOf(now());
      localTimes(document);
      document.dispatchEvent(new Event("xtablo:midnight"));
    }
  }

  function wait() {
    setTimeout(() => {
      look();
      wait();
    }, Math.min(often, quarter - now() % quarter + 1_000));
  }

  document.addEventListener("xtablo:clock", look);
  document.addEventListener("visibilitychange", look);
  wait();
}

/** Days and times that are typed are of this browser's zone, unless the account has chosen one. */
export function sayZone() {
  for (const zone of document.querySelectorAll("#tz, .zone")) {
    zone.value ||= zoneHere() ?? "";
  }
}

/** A moment as one says it today: "10:32", "24 Nov, 10:32". */
export function timeName(at) {
  const shown = dayOf(at) === dayOf(now()) ? short : yearOf(at) === yearOf(now()) ? withDay : withYear;
  return shown.format(at);
}

export function localTimes(root) {
  for (const time of root.querySelectorAll("time")) {
    const at = new Date(time.dateTime);
    if (!time.closest(".edited")) {
      time.textContent = timeName(at);
    }
    time.dataset.clock = short.format(at);
    time.title = full.format(at);
  }
}

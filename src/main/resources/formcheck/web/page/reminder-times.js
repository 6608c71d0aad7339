// When a reminder is due: the days of the week and the time that a person chose. Knows no browser.

/**
 * @typedef {object} ReminderTimes
 * @property {string} person
 * @property {number[]} days of the week, 1 for Monday
 * @property {string} time as in 18:30
 */

/** A reminder that was slept through is given up to so much later, milliseconds. */
const LATE = 3_600_000;
const WEEK = 7;

/**
 * Returns the chosen times that a text holds; undefined where it holds none.
 * @param {string | null} kept
 * @returns {ReminderTimes | undefined}
 */
export function timesOf(kept) {
  try {
    const { person, days, time } = JSON.parse(kept ?? "");
    const right = typeof person === "string" && /^([01]\d|2[0-3]):[0-5]\d$/.test(time)
      && Array.isArray(days) && days.length > 0 && days.every((day) => Number.isInteger(day) && day >= 1 && day <= WEEK);
    return right ? { person, days, time } : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Whether a reminder became due after `from` and up to `to`, at most an hour before `to`.
 * @param {ReminderTimes} times
 * @param {Date} from
 * @param {Date} to
 */
export function isDue({ days, time }, from, to) {
  const [hour = 0, minute = 0] = time.split(":").map(Number);
  return [0, 1].some((ago) => {
    const due = new Date(to.getFullYear(), to.getMonth(), to.getDate() - ago, hour, minute);
    const since = to.getTime() - due.getTime();
    return days.includes(due.getDay() || WEEK) && due > from && since >= 0 && since <= LATE;
  });
}

/**
 * Whether a session was done on the day.
 * @param {{ at: number }[]} sessions with their times in seconds since 1970
 * @param {Date} day
 */
export function isDoneOn(sessions, day) {
  return sessions.some(({ at }) => new Date(1000 * at).toDateString() === day.toDateString());
}

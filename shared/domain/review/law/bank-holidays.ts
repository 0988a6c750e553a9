import type { Nation } from '../../settings.ts';

/**
 * Bank holidays of a year, as `YYYY-MM-DD`, by the rules of the Banking and Financial Dealings Act 1971. Days
 * that a proclamation adds are in the settings.
 */
function bankHolidays(year: number, nation: Nation): ReadonlySet<string> {
  const easter = easterSunday(year);
  const days = new Set([
    addDays(easter, -2),
    weekdayOf(year, 5, MONDAY, 'first'),
    weekdayOf(year, 5, MONDAY, 'last'),
    ...OWN[nation].moving(year, easter),
  ]);
  // A day that falls on a weekend is taken on the next free weekday.
  for (const date of [...OWN[nation].dates, '12-25', '12-26'].toSorted()) {
    let day = `${year}-${date}`;
    while (isWeekend(day) || days.has(day)) day = addDays(day, 1);
    days.add(day);
  }
  return days;
}

const MONDAY = 1;
const SATURDAY = 6;

interface OwnHolidays {
  readonly dates: readonly string[];
  readonly moving: (year: number, easter: string) => readonly string[];
}

const ENGLISH: OwnHolidays = {
  dates: ['01-01'],
  moving: (year, easter) => [addDays(easter, 1), weekdayOf(year, 8, MONDAY, 'last')],
};

const OWN: Readonly<Record<Nation, OwnHolidays>> = {
  England: ENGLISH,
  Wales: ENGLISH,
  Scotland: {
    dates: ['01-01', '01-02', '11-30'],
    moving: (year) => [weekdayOf(year, 8, MONDAY, 'first')],
  },
  'Northern Ireland': { ...ENGLISH, dates: ['01-01', '03-17', '07-12'] },
};

/** Whether offices are open on a day. `others`: further bank holidays. */
export function isWorkingDay(day: string, nation: Nation, others: readonly string[] = []): boolean {
  return !isWeekend(day) && !others.includes(day) && !bankHolidays(Number(day.slice(0, 4)), nation).has(day);
}

/** The day that is so many working days before another. */
export function workingDaysBefore(
  day: string,
  count: number,
  nation: Nation,
  others: readonly string[] = [],
): string {
  let at = day;
  for (let left = count; left > 0; ) {
    at = addDays(at, -1);
    if (isWorkingDay(at, nation, others)) left -= 1;
  }
  return at;
}

/** The Gregorian computus of Meeus, Jones and Butcher. */
function easterSunday(year: number): string {
  const [a, b, c] = [year % 19, Math.floor(year / 100), year % 100];
  const g = Math.floor((8 * b + 13) / 25);
  const h = (19 * a + b - Math.floor(b / 4) - g + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  return addDays(`${year}-03-22`, h + l - 7 * m);
}

function weekdayOf(year: number, month: number, weekday: number, which: 'first' | 'last'): string {
  const days = new Date(Date.UTC(year, month, 0)).getUTCDate();
  const all = Array.from({ length: days }, (_, at) => new Date(Date.UTC(year, month - 1, at + 1)));
  const matching = all.filter((day) => day.getUTCDay() === weekday);
  return (matching.at(which === 'first' ? 0 : -1) ?? new Date(Number.NaN)).toISOString().slice(0, 10);
}

function addDays(day: string, count: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + count * 86_400_000).toISOString().slice(0, 10);
}

function isWeekend(day: string): boolean {
  return [0, SATURDAY].includes(new Date(`${day}T00:00:00Z`).getUTCDay());
}

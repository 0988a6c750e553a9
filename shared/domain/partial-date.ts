import * as z from 'zod';
import { dateFormat } from './date-format.ts';

/**
 * A day, month or year in its original precision: `2024-04-24`, `2024-04` or `2024`. A month never becomes
 * its first day.
 */
export const PartialDate = z
  .string()
  .regex(/^\d{4}(-\d{2}(-\d{2})?)?$/)
  .refine(isRealDate, 'is not a real date');
export type PartialDate = string;

export type Precision = 'day' | 'month' | 'year';

export function precisionOf(date: PartialDate): Precision {
  return date.length === 10 ? 'day' : date.length === 7 ? 'month' : 'year';
}

/** Whether the date exists (2017-02-29 does not). Years 1900 to 2199. */
export function isRealDate(date: string): boolean {
  const [, year, month, day] = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(date) ?? [];
  if (year === undefined || Number(year) < 1900 || Number(year) > 2199) return false;
  if (month === undefined) return true;
  if (Number(month) < 1 || Number(month) > 12) return false;
  if (day === undefined) return true;
  const last = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
  return Number(day) >= 1 && Number(day) <= last;
}

/** The first day that a date can mean, as `YYYY-MM-DD`. For sorting and counting only, never for display. */
export function earliestDay(date: PartialDate): string {
  return (
    `${date}-01-01`.slice(0, 4) +
    (date.length > 4 ? date.slice(4, 7) : '-01') +
    (date.length > 7 ? date.slice(7) : '-01')
  );
}

/** The last day that a date can mean, as `YYYY-MM-DD`: for terms that count from it. */
export function latestDay(date: PartialDate): string {
  const [year = '', month = '12', day] = date.split('-');
  const last = day ?? new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
  return `${year}-${month}-${last}`;
}

const LOCALES = { en: 'en-GB', cy: 'cy' } as const;

/** `24 April 2024`, `April 2024` or `2024`. */
export function inWords(date: PartialDate, language: keyof typeof LOCALES = 'en'): string {
  const precision = precisionOf(date);
  return dateFormat(LOCALES[language], {
    timeZone: 'UTC',
    year: 'numeric',
    ...(precision !== 'year' && { month: 'long' }),
    ...(precision === 'day' && { day: 'numeric' }),
  }).format(new Date(`${earliestDay(date)}T00:00:00Z`));
}

/** The calendar day of an instant in a time zone, as `YYYY-MM-DD`. */
export function dayOf(instant: string, timeZone: string): string {
  return dateFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(
    new Date(instant),
  );
}

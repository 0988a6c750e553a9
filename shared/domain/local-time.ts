import { dateFormat } from './date-format.ts';
import { dayOf, inWords } from './partial-date.ts';

/**
 * Converts a wall-clock time in a time zone to ISO 8601 UTC. A time skipped in spring becomes the one an hour
 * later; for a time repeated in autumn the first counts. `day` is `YYYY-MM-DD`, `time` is `HH:MM`.
 */
export function instantOf(day: string, time: string, timeZone: string): string {
  const { exact, candidates } = instantsOf(day, time, timeZone);
  return new Date(exact.length > 0 ? Math.min(...exact) : Math.max(...candidates)).toISOString();
}

/** How often clocks show a time: once, or because of summer time never or twice. */
export function timesShown(day: string, time: string, timeZone: string): number {
  return new Set(instantsOf(day, time, timeZone).exact).size;
}

function instantsOf(day: string, time: string, timeZone: string) {
  const asUtc = Date.parse(`${day}T${time}:00.000Z`);
  const offsets = [asUtc - 86_400_000, asUtc + 86_400_000].map((at) => offsetAt(at, timeZone));
  const candidates = offsets.map((offset) => asUtc - offset);
  return { candidates, exact: candidates.filter((at) => at + offsetAt(at, timeZone) === asUtc) };
}

/** Offset of the wall clock from UTC in milliseconds. */
function offsetAt(at: number, timeZone: string): number {
  const parts = dateFormat('en-GB', {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  }).format(at);
  const wall = Date.parse(`${dayOf(new Date(at).toISOString(), timeZone)}T${parts}.000Z`);
  return wall - Math.floor(at / 1000) * 1000;
}

/** `24 April 2024, 09:31` in a time zone. */
export function momentInWords(instant: string, timeZone: string, language: 'en' | 'cy' = 'en'): string {
  const time = dateFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  return `${inWords(dayOf(instant, timeZone), language)}, ${time.format(new Date(instant))}`;
}

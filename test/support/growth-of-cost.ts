/** Microseconds below which measured times are noise. */
const UNMEASURABLE = 20_000;
const MOST_TRIES = 5;

/**
 * How many times the processor time of `small` a `large` work costs. The least of some tries, until it is
 * below `enough`: collecting garbage may cost more than the work.
 */
export function growthOfCost(small: () => unknown, large: () => unknown, enough: number): number {
  let least = Number.POSITIVE_INFINITY;
  for (let tries = 0; tries < MOST_TRIES && least >= enough; tries++)
    least = Math.min(least, costOf(large) / Math.max(UNMEASURABLE, costOf(small)));
  return least;
}

/** Processor time in microseconds: the better of two, as the first may compile. */
function costOf(work: () => unknown): number {
  const once = (): number => {
    const before = process.cpuUsage();
    work();
    return process.cpuUsage(before).user;
  };
  return Math.min(once(), once());
}

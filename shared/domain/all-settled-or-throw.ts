/**
 * Like `Promise.all`, but rejects only after every promise has settled, so that a retry never overlaps the
 * failed attempt.
 */
export async function allSettledOrThrow<Value>(all: readonly Promise<Value>[]): Promise<Value[]> {
  const outcomes = await Promise.allSettled(all);
  return outcomes.map((outcome) => {
    if (outcome.status === 'rejected') throw outcome.reason;
    return outcome.value;
  });
}

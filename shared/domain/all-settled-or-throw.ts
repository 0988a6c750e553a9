/**
 * As `Promise.all`, but waits for all, also when one fails: nothing goes on behind the back of the next try.
 */
export async function allSettledOrThrow<Value>(all: readonly Promise<Value>[]): Promise<Value[]> {
  const outcomes = await Promise.allSettled(all);
  return outcomes.map((outcome) => {
    if (outcome.status === 'rejected') throw outcome.reason;
    return outcome.value;
  });
}

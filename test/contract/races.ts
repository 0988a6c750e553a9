/** Answers of `writers` concurrent calls, counted. */
export async function race<Answer extends string>(
  writers: number,
  write: (writer: number) => Promise<Answer>,
): Promise<Record<string, number>> {
  const answers = await Promise.all(Array.from({ length: writers }, (_, writer) => write(writer)));
  return Object.fromEntries(
    [...new Set(answers)].map((answer) => [answer, answers.filter((each) => each === answer).length]),
  );
}

/** Calls `attempt` until it answers `written`; throws after 200 times. */
export async function untilWritten(attempt: () => Promise<'written' | 'stale'>): Promise<void> {
  for (let time = 0; time < 200; time++) if ((await attempt()) === 'written') return;
  throw new Error('The write stayed stale.');
}

/**
 * The next time after `now` (milliseconds since 1970, UTC) of an EventBridge schedule: `rate(...)` or
 * `cron(...)`.
 */
export function nextRun(expression: string, now: number): number {
  const rate = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(expression);
  if (rate !== null) {
    const unit = { minute: 60_000, hour: 3_600_000, day: 86_400_000 }[rate[2] ?? ''] ?? 0;
    return now + Number(rate[1]) * unit;
  }
  const cron = /^cron\((\S+) (\S+) (\S+) (\S+) (\S+) (\S+)\)$/.exec(expression);
  if (cron === null) throw new Error(`The local stack does not know the schedule ${expression}.`);
  const [, minute = '', hour = '', day = '', month = '', weekday = '', year = ''] = cron;
  if (`${day} ${month} ${weekday} ${year}`.replaceAll('?', '*') !== '* * * *')
    throw new Error(
      `The local stack does not know cron schedules of more than a minute and an hour: ${expression}.`,
    );
  const matches = (field: string, value: number) =>
    field === '*' || field.split(',').some((one) => Number(one) === value);
  const start = Math.floor(now / 60_000 + 1) * 60_000;
  for (let at = start; at < start + 2 * 86_400_000; at += 60_000) {
    const time = new Date(at);
    if (matches(minute, time.getUTCMinutes()) && matches(hour, time.getUTCHours())) return at;
  }
  throw new Error(`${expression} never comes.`);
}

/** Runs work on a schedule until it is stopped. */
export class Schedule {
  readonly #expression: string;
  readonly #work: () => Promise<void>;
  #timer: NodeJS.Timeout | undefined;

  constructor(expression: string, work: () => Promise<void>) {
    nextRun(expression, 0);
    this.#expression = expression;
    this.#work = work;
  }

  start(): void {
    const now = Date.now();
    // Longer delays overflow a timer, so long waits are split.
    this.#timer = setTimeout(() => {
      this.start();
      void this.#work();
    }, nextRun(this.#expression, now) - now);
  }

  stop(): void {
    clearTimeout(this.#timer);
  }
}

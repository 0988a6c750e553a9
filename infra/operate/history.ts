import { dayOf } from '#shared/domain/partial-date.ts';
import {
  decisionInLines,
  decisionsAsCsv,
  type LoggedDecision,
} from '#shared/domain/review/record/decision-log.ts';
import { runCommand } from './run-command.ts';

const USAGE = `npm run history -- NAME [options]
npm run history -- --year 2026 --csv [options]
Lists every decision on one review, or of one year.

  --csv            as a table`;

await runCommand(USAGE, async ({ names, year, csv, settingsFile }, deployment) => {
  const [name] = names;
  if (name === undefined && year === undefined)
    throw new Error(
      'Say of which review or year: npm run history -- NAME, or npm run history -- --year 2026 --csv',
    );
  const { decisions, settings } = await deployment();
  const { timeZone } = settings(settingsFile).publisher;
  const found: LoggedDecision[] =
    name === undefined ? await Array.fromAsync(decisions.all()) : await decisions.of(name);
  const wanted = found
    .filter(({ at }) => year === undefined || dayOf(at, timeZone).startsWith(`${year}-`))
    .sort((a, b) => (a.at < b.at ? -1 : 1));
  if (csv) process.stdout.write(decisionsAsCsv(wanted));
  else if (wanted.length === 0) console.log('There is no decision.');
  else
    for (const one of wanted)
      console.log(name === undefined ? `${one.name}\n${decisionInLines(one)}` : decisionInLines(one));
});

import { readOptions, refuse } from '../../bench/check-usage.ts';
import { awsErrorSentence } from '../../infra/operate/aws-error-sentence.ts';
import { acceptance } from './acceptance.ts';
import { NoMiniStack } from './ministack/ministack.ts';
import type { Target } from './target.ts';
import { deployedTarget, startEmbeddedTarget, startMiniStackTarget } from './targets.ts';

const USAGE = `npm run acceptance -- [options]

  (none)              on the embedded stack
  --engine ministack  on MiniStack (Python 3.10 or newer), with permissions checked; --no-auth without
  --stack NAME        on a deployed stack; AWS_REGION and credentials from the environment. Its subscribers hear of it.
  --endpoint URL      with --stack: where AWS is, if not at AWS
  --site URL          with --stack: where the public site is, if not at the output SiteAddress
  --settings FILE     with --stack: the settings that it was deployed with, if not infra/settings.yaml`;

const { values } = readOptions(USAGE, {
  allowNegative: true,
  options: {
    engine: { type: 'string', default: 'embedded' },
    auth: { type: 'boolean', default: true },
    stack: { type: 'string' },
    endpoint: { type: 'string' },
    site: { type: 'string' },
    settings: { type: 'string', default: 'infra/settings.yaml' },
  },
});
if (!['embedded', 'ministack'].includes(values.engine)) refuse(USAGE, `There is no engine ${values.engine}.`);
process.exitCode = await run();

/** Runs every check until one fails. Answers the exit status. */
async function run(): Promise<number> {
  let target: Target | undefined;
  try {
    target = await findTarget();
    await acceptance(target, (title, seconds, note) =>
      console.log(`ok    ${title} (${[`${seconds.toFixed(1)} s`, ...(note ? [note] : [])].join('; ')})`),
    );
    return 0;
  } catch (error) {
    const sentence = awsErrorSentence(error);
    if (error instanceof NoMiniStack) console.log(sentence);
    else console.error(`FAIL  ${sentence}`);
    // Continuous integration has Python, so there a skipped run is a failure too.
    return error instanceof NoMiniStack && process.env.CI === undefined ? 0 : 1;
  } finally {
    await target?.close();
  }
}

function findTarget(): Promise<Target> {
  const { engine, auth, stack, endpoint, site: siteUrl, settings } = values;
  if (endpoint !== undefined) process.env.AWS_ENDPOINT_URL = endpoint;
  if (stack !== undefined) return deployedTarget(stack, { siteUrl, settings });
  return engine === 'ministack' ? startMiniStackTarget(auth) : startEmbeddedTarget();
}

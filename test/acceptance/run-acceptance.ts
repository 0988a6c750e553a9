import { parseArgs } from 'node:util';
import { startStack } from '../support/start-stack.ts';
import { acceptance, type Target } from './acceptance.ts';
import { deployedTarget, embeddedTarget } from './targets.ts';

const USAGE = `npm run acceptance -- [options]

  (none)              on the embedded stack
  --stack NAME        on a deployed stack; AWS_REGION and credentials from the environment. Its subscribers hear of it.
  --endpoint URL      with --stack: where AWS is, if not at AWS
  --site URL          with --stack: where the public site is, if not at the output SiteAddress`;

const { values } = parseArgs({
  options: {
    stack: { type: 'string' },
    endpoint: { type: 'string' },
    site: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});
if (values.help) console.log(USAGE);
else process.exitCode = await run();

/** Runs every check until one fails. Answers the exit status. */
async function run(): Promise<number> {
  if (values.endpoint !== undefined) process.env.AWS_ENDPOINT_URL = values.endpoint;
  const { target, stop } = await findTarget();
  const { checks, cleanUp } = acceptance(target);
  try {
    for (const { title, run: check } of checks) {
      const startedAt = Date.now();
      await check();
      console.log(`ok    ${title} (${((Date.now() - startedAt) / 1000).toFixed(1)} s)`);
    }
    return 0;
  } catch (error) {
    console.error(`FAIL  ${error instanceof Error ? error.message : String(error)}`);
    return 1;
  } finally {
    await cleanUp();
    await stop();
  }
}

async function findTarget(): Promise<{ target: Target; stop: () => Promise<void> }> {
  if (values.stack !== undefined)
    return { target: await deployedTarget(values.stack, values.site), stop: async () => undefined };
  const { stack, stop } = await startStack();
  const target = embeddedTarget(stack);
  return {
    target,
    async stop() {
      target.close();
      await stop();
    },
  };
}

import { reviewChecks } from './review-checks.ts';
import { denialChecks, operatorChecks, siteChecks } from './stack-checks.ts';
import type { Check, Target } from './target.ts';
import { startTrial } from './trial.ts';

/**
 * Runs every check in order, and deletes everything that they made. Tells of each that holds, in seconds and
 * with what is worth a note. Throws at the first that does not.
 */
export async function acceptance(
  target: Target,
  say: (title: string, seconds: number, note: string) => void,
): Promise<void> {
  const trial = startTrial(target);
  const checks: Check[] = [
    ...siteChecks(trial),
    ...denialChecks(trial),
    ...reviewChecks(trial),
    ...operatorChecks(trial),
    { title: 'everything that was made is gone', run: () => trial.cleanUp() },
  ];
  try {
    for (const { title, run } of checks) {
      const startedAt = Date.now();
      const note = await run().catch((cause: unknown) => {
        throw new Error(`${title}: ${cause instanceof Error ? cause.message : cause}`, { cause });
      });
      say(title, (Date.now() - startedAt) / 1000, typeof note === 'string' ? note : '');
    }
  } catch (error) {
    await trial.cleanUp().catch(() => undefined);
    throw error;
  }
}

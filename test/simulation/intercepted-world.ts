import type { World } from '../support/fakes/a-world.ts';
import { type Hook, intercept, type PortCall } from '../support/fakes/intercept.ts';
import type { SeenAlert } from '../support/fakes/memory-delivery-log.ts';

const PORTS = [
  'uploads',
  'reviews',
  'identities',
  'entries',
  'cleanCopies',
  'publicFiles',
  'caches',
  'uploadsQueue',
  'scansQueue',
  'changesQueue',
  'alertsQueue',
  'alertsTopic',
  'decisionLog',
  'officersTopic',
  'examiner',
  'scanExaminer',
] as const;

/** The world of one invocation: every port call waits for the scheduler. */
export function interceptedWorld(world: World, schedule: Hook): World {
  const hook: Hook = (call, effect) => (isStatic(call) ? effect() : schedule(call, effect));
  const ports = Object.fromEntries(PORTS.map((port) => [port, intercept<object>(port, world[port], hook)]));
  const clock = {
    ...world.clock,
    async wait(milliseconds: number): Promise<void> {
      await hook({ port: 'clock', method: 'wait', args: [milliseconds] }, async () => {});
    },
  };
  // Each message of a drain is a separate call, because confirming it makes calls too.
  const deliveryLog = {
    ...world.deliveryLog,
    async drain(confirm: (alertId: string) => Promise<void>): Promise<void> {
      for (;;) {
        const seen = (await hook({ port: 'deliveryLog', method: 'receive', args: [] }, async () =>
          world.deliveryLog.receive(),
        )) as SeenAlert | undefined;
        if (seen === undefined) return;
        const { alertId } = seen;
        await confirm(alertId);
        await hook({ port: 'deliveryLog', method: 'forget', args: [alertId] }, async () =>
          world.deliveryLog.forget(seen),
        );
      }
    },
  };
  return { ...world, ...ports, clock, deliveryLog };
}

/** Static files exist from the start and never change, so their calls need no scheduling. */
function isStatic({ port, args: [path] }: PortCall): boolean {
  return port === 'publicFiles' && typeof path === 'string' && !/^\/($|reviews|sitemap)/.test(path);
}

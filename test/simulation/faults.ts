import { type Engine, labelOf, type ParkedCall, type Task } from './engine.ts';
import type { Random } from './random.ts';

/** Continues parked calls, and injects faults into some. */
export interface Faults {
  /** Executes a call and answers it, or injects a fault as the seed decides. */
  letGo(parked: ParkedCall): Promise<void>;
  /** Kills a function after its timeout. Its pending request may still take effect. */
  expire(task: Task): Promise<void>;
  /** Whether the next possible fault happens. */
  strikes(): boolean;
  /** Ends fault injection. */
  end(): void;
  /** Number of continued calls. */
  readonly calls: number;
  /** Number of faults. */
  readonly count: number;
}

export interface FaultOptions {
  /** Maximum number of faults, and their probability per call. */
  readonly most: number;
  readonly rate: number;
  /** Calls, counted from 1, after which the function always crashes. */
  readonly crashAt: readonly number[];
  /** Calls by name, in this order, after each of which the function crashes once. */
  readonly crashAfter: readonly string[];
  /** The most milliseconds that an examination of one PDF takes. */
  readonly slowestExamination: number;
  /** Called after each effect, before it is answered. */
  readonly onEffect: (parked: ParkedCall, result: unknown) => void;
  /** Called with the acting function before each effect. */
  readonly onActing: (task: Task) => void;
}

const CONDITIONAL = new Set(['reviews.put', 'entries.put', 'publicFiles.write']);

type Fault = 'crash before' | 'crash after' | 'refused' | 'reply lost' | 'stale though written' | 'stall';

export function createFaults(random: Random, engine: Engine, options: FaultOptions): Faults {
  const crashAfter = [...options.crashAfter];
  const delayed = new WeakSet<ParkedCall>();
  let left = options.most;
  let count = 0;
  let calls = 0;
  const strikes = (): boolean => {
    if (left === 0 || !random.chance(options.rate)) return false;
    left -= 1;
    count += 1;
    return true;
  };
  const effectOf = async (parked: ParkedCall): Promise<unknown> => {
    options.onActing(parked.task);
    const result = await parked.effect();
    options.onEffect(parked, result);
    return result;
  };
  const faultFor = (parked: ParkedCall): Fault => {
    const kinds: Fault[] = ['crash before', 'crash after', 'crash after', 'refused', 'reply lost', 'stall'];
    if (CONDITIONAL.has(nameOf(parked))) kinds.push('stale though written', 'stale though written');
    return random.pick(kinds);
  };

  const go = async (parked: ParkedCall, fault: Fault | undefined): Promise<void> => {
    const { task } = parked;
    engine.trace(() => `${labelOf(task)} ${describe(parked)}${fault ? ` [${fault}]` : ''}`);
    task.calls += 1;
    switch (fault) {
      case 'crash before':
        return engine.kill(task);
      case 'crash after':
        await effectOf(parked).catch(() => {});
        return engine.kill(task);
      case 'refused':
        return parked.fail(new Error('Refused: slow down.'));
      case 'reply lost':
        await effectOf(parked).catch(() => {});
        return parked.fail(new Error('The reply was lost.'));
      case 'stall':
        parked.readyAt = engine.now() + random.below((task.deadline - task.startedAt) * 1.5);
        return;
      case 'stale though written':
        await effectOf(parked);
        return parked.answer('stale');
      case undefined:
        try {
          const result = await effectOf(parked);
          if (nameOf(parked) === 'reviews.put' && result === 'written') task.writes += 1;
          parked.answer(result);
        } catch (error) {
          parked.fail(error instanceof Error ? error : new Error(String(error)));
        }
    }
  };

  const isSlow = (parked: ParkedCall): boolean =>
    options.slowestExamination > 0 && nameOf(parked) === 'examiner.examine' && !delayed.has(parked);

  return {
    async letGo(parked) {
      if (isSlow(parked)) {
        delayed.add(parked);
        parked.readyAt = engine.now() + random.below(options.slowestExamination);
        return;
      }
      calls += 1;
      if (options.crashAt.includes(calls)) return go(parked, 'crash after');
      if (crashAfter[0] === nameOf(parked)) {
        crashAfter.shift();
        return go(parked, 'crash after');
      }
      return go(parked, strikes() ? faultFor(parked) : undefined);
    },
    async expire(task) {
      for (const parked of [...task.parked]) {
        if (random.chance(0.5)) continue;
        engine.trace(() => `${labelOf(task)} ${describe(parked)} [after it was killed]`);
        await effectOf(parked).catch(() => {});
      }
      engine.kill(task);
    },
    strikes,
    end() {
      left = 0;
    },
    get calls() {
      return calls;
    },
    get count() {
      return count;
    },
  };
}

export function nameOf({ call }: ParkedCall): string {
  return `${call.port}.${call.method}`;
}

function describe(parked: ParkedCall): string {
  const [first] = parked.call.args;
  const about =
    typeof first === 'object' && first !== null
      ? ['name', 'slug', 'path', 'key', 'id', 'subject'].flatMap((field) =>
          field in first ? [String(Reflect.get(first, field))] : [],
        )[0]
      : first;
  const revision =
    typeof first === 'object' && first !== null && 'revision' in first ? ` r${String(first.revision)}` : '';
  const more = parked.call.args.length > 1 ? ` ${String(parked.call.args[1]).slice(0, 12)}` : '';
  return `${nameOf(parked)} ${String(about ?? '').slice(0, 60)}${revision}${more}`;
}

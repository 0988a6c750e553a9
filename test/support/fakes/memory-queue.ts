import type { Queue } from '#shared/ports.ts';
import { frozenCopy } from './frozen-copy.ts';

/** One copy of a message on its way to a consumer. */
export interface Delivery<Message> {
  readonly id: number;
  readonly message: Message;
  /** How often it has been received. */
  readonly receives: number;
}

export interface MemoryQueue<Message> extends Queue<Message> {
  /**
   * What `receive` could take now, oldest first: with groups, at most the oldest of each group that has none
   * in flight.
   */
  available(): readonly Delivery<Message>[];
  /** Takes a message out of sight: the oldest available, or the one with this id. */
  receive(id?: number): Delivery<Message> | undefined;
  /** The consumer succeeded: forgets the message. */
  settle(id: number): void;
  /**
   * The consumer failed, or its visibility ended: it can be received again, or waits among the dead letters.
   */
  release(id: number): void;
  /** A second copy of a message that is still there, as a standard queue may deliver. */
  duplicate(id: number): void;
  /** Messages there, in flight or not. */
  readonly waiting: readonly Message[];
  readonly deadLetters: readonly Message[];
  /** Messages that were received, and neither settled nor released. */
  readonly inFlight: readonly Pick<Delivery<Message>, 'id' | 'message'>[];
}

interface Stored<Message> {
  readonly id: number;
  readonly message: Message;
  receives: number;
  inFlight: boolean;
}

/** A standard queue; with `groupOf`, a FIFO queue with message groups. */
export function memoryQueue<Message>(
  options: { readonly groupOf?: (message: Message) => string; readonly maxReceives?: number } = {},
): MemoryQueue<Message> {
  const { groupOf, maxReceives = 5 } = options;
  let stored: Stored<Message>[] = [];
  const deadLetters: Message[] = [];
  let count = 0;

  const add = (message: Message): void => {
    stored.push({ id: ++count, message: frozenCopy(message), receives: 0, inFlight: false });
  };
  const find = (id: number): Stored<Message> => {
    const found = stored.find((each) => each.id === id);
    if (!found) throw new Error(`The queue has no message ${id}.`);
    return found;
  };
  const forget = (id: number): void => {
    stored = stored.filter((each) => each.id !== id);
  };
  const available = (): Stored<Message>[] => {
    if (stored.length === 0) return [];
    if (!groupOf) return stored.filter(({ inFlight }) => !inFlight);
    const groups = new Set<string>();
    return stored.filter((each) => {
      const group = groupOf(each.message);
      const first = !groups.has(group);
      groups.add(group);
      return first && !each.inFlight;
    });
  };
  return {
    async send(message) {
      add(message);
    },
    available,
    receive(id) {
      const taken = id === undefined ? available()[0] : available().find((each) => each.id === id);
      if (!taken) return undefined;
      taken.inFlight = true;
      taken.receives += 1;
      return { id: taken.id, message: taken.message, receives: taken.receives };
    },
    settle: forget,
    release(id) {
      const found = find(id);
      found.inFlight = false;
      if (found.receives >= maxReceives) {
        forget(id);
        deadLetters.push(found.message);
      }
    },
    duplicate(id) {
      add(find(id).message);
    },
    get waiting() {
      return stored.map(({ message }) => message);
    },
    deadLetters,
    get inFlight() {
      return stored.filter(({ inFlight }) => inFlight);
    },
  };
}

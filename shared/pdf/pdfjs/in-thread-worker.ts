import { PDFWorker } from 'pdfjs-dist/legacy/build/pdf.mjs';

type Listener = (event: { readonly data: unknown }) => void;

/**
 * One end of a channel between pdf.js and its worker code in the same thread. Its own channel clones every
 * message, a sixth of the time of a reading; here both ends see the same objects, which reading leaves as
 * they are.
 */
class DirectPort {
  readonly #listeners = new Set<Listener>();
  #other: DirectPort | undefined;

  static pair(): [DirectPort, DirectPort] {
    const [one, other] = [new DirectPort(), new DirectPort()];
    one.#other = other;
    other.#other = one;
    return [one, other];
  }

  postMessage(message: unknown): void {
    const data = withOwnOperators(message);
    queueMicrotask(() => {
      this.#other?.deliver(data);
    });
  }

  deliver(data: unknown): void {
    for (const listener of this.#listeners) listener({ data });
  }

  addEventListener(_: string, listener: Listener, options?: { readonly signal?: AbortSignal }): void {
    this.#listeners.add(listener);
    options?.signal?.addEventListener('abort', () => this.#listeners.delete(listener));
  }

  removeEventListener(_: string, listener: Listener): void {
    this.#listeners.delete(listener);
  }

  terminate(): void {
    this.#listeners.clear();
  }
}

/** The worker empties the lists of operators that it has sent, to fill them again. */
function withOwnOperators(message: unknown): unknown {
  if (!isChunk(message)) return message;
  const { chunk } = message;
  return { ...message, chunk: { ...chunk, fnArray: [...chunk.fnArray], argsArray: [...chunk.argsArray] } };
}

const isChunk = (
  message: unknown,
): message is { chunk: { fnArray: readonly unknown[]; argsArray: readonly unknown[] } } => {
  if (typeof message !== 'object' || message === null || !('chunk' in message)) return false;
  const { chunk } = message;
  return (
    typeof chunk === 'object' &&
    chunk !== null &&
    'fnArray' in chunk &&
    Array.isArray(chunk.fnArray) &&
    'argsArray' in chunk &&
    Array.isArray(chunk.argsArray)
  );
};

/**
 * pdf.js's worker code in this thread, without clones between it and the rest. To be destroyed by who asked
 * for it.
 */
export function directWorker(): PDFWorker {
  const handler: unknown = Reflect.get(Reflect.get(globalThis, 'pdfjsWorker') ?? {}, 'WorkerMessageHandler');
  const initialize: unknown =
    typeof handler === 'function' ? Reflect.get(handler, 'initializeFromPort') : undefined;
  if (typeof initialize !== 'function') throw new Error('pdf.js has changed how its worker is started');
  const [port, workerPort] = DirectPort.pair();
  const worker = PDFWorker.create({ port, verbosity: 0 });
  Reflect.apply(initialize, handler, [workerPort]);
  return worker;
}

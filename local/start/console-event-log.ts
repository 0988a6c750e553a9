import { appendFileSync } from 'node:fs';
import { logReference } from '#shared/domain/log-reference.ts';
import { nameOfKey } from '#shared/domain/review/upload-key.ts';

export interface ConsoleEventLogOptions {
  /** Writes one line for the person who watches. */
  readonly print: (line: string) => void;
  /** Gets every line that a function wrote. */
  readonly logFile: string;
  /** Where a review is public now, if it is. */
  readonly addressOf: (name: string) => Promise<string | undefined>;
}

/**
 * Turns the functions' structured logs into one line for each step of each upload. The logs name no review:
 * here, and only here, `ref` becomes the name of the upload again.
 */
export class ConsoleEventLog {
  readonly #options: ConsoleEventLogOptions;
  readonly #names = new Map<string, string>();
  readonly #droppedAt = new Map<string, number>();
  #slowest = 0;
  #lines: Promise<void> = Promise.resolve();

  constructor(options: ConsoleEventLogOptions) {
    this.#options = options;
  }

  /** Longest time from a drop to its alert, in milliseconds; 0 when there was none. */
  get slowestAlertMs(): number {
    return this.#slowest;
  }

  /** A name whose reference may turn up. */
  know(key: string): string | undefined {
    const name = nameOfKey(key);
    if (name !== undefined) this.#names.set(logReference(name), name);
    return name;
  }

  /** An object in the uploads bucket was put or deleted. */
  dropped(key: string, removed: boolean): void {
    const name = this.know(key);
    if (name === undefined) return;
    this.#droppedAt.set(name, Date.now());
    this.#print(name, `${removed ? 'taken out' : 'dropped'}: ${key}`);
  }

  /** One line of a function's output. */
  line(text: string, functionName: string): void {
    appendFileSync(this.#options.logFile, `${text}\n`);
    const entry = parse(text);
    if (entry === undefined) return;
    if (entry.level === 'ERROR' || entry.level === 'WARN') {
      const step = typeof entry.service === 'string' ? entry.service : functionName;
      this.#print(this.#names.get(String(entry.ref)) ?? step, `trouble in ${step}: ${reasonIn(entry)}`);
      return;
    }
    const name = this.#names.get(String(entry.ref));
    if (name === undefined || typeof entry.event !== 'string') return;
    const at = Date.now();
    // One after the other, though some must look something up.
    this.#lines = this.#lines.then(async () => {
      const words = await this.#words(name, entry, at);
      if (words !== undefined) this.#print(name, words, at);
    });
  }

  /** Waits for the lines under way. */
  async flush(): Promise<void> {
    await this.#lines;
  }

  async #words(name: string, entry: Record<string, unknown>, at: number): Promise<string | undefined> {
    switch (entry.event) {
      case 'upload.examined': {
        const findings = Array.isArray(entry.findings) ? entry.findings : [];
        const found = findings.length === 0 ? '' : ` (${[...new Set(findings)].join(', ')})`;
        return `examined in ${seconds(Number(entry.milliseconds))}: ${entry.outcome}${found}`;
      }
      case 'review.published': {
        const address = await this.#options.addressOf(name).catch(() => undefined);
        return address === undefined ? 'published' : `published: ${address}`;
      }
      case 'review.scheduled':
        return `scheduled for ${entry.publishAt}`;
      case 'review.retired':
        return 'retired: the report is no longer public';
      case 'review.withdrawn':
        return 'withdrawn: nothing of it is public';
      case 'receipt.sent':
        return `officer told: ${entry.outcome}`;
      case 'alert.published': {
        const dropped = this.#droppedAt.get(name);
        if (dropped === undefined) return 'subscribers told';
        this.#slowest = Math.max(this.#slowest, at - dropped);
        return `subscribers told, ${seconds(at - dropped)} after the drop`;
      }
      case 'alert.waived':
        return `listed without an alert: ${entry.reason}`;
      case 'alert.reconciled':
        return entry.delivered ? 'alert settled: it went out' : 'alert settled: it had not gone out';
      default:
        return undefined;
    }
  }

  #print(name: string, words: string, at = Date.now()): void {
    const time = new Date(at).toTimeString().slice(0, 8);
    const tenths = Math.floor((at % 1000) / 100);
    this.#options.print(`${time}.${tenths}  ${shortened(name)}  ${words}`);
  }
}

/** Names in a column, with their beginning and their end. */
function shortened(name: string): string {
  const width = 30;
  const clean = name.replace(/\p{Cc}/gu, '?');
  return clean.length <= width ? clean.padEnd(width) : `${clean.slice(0, 18)}…${clean.slice(-(width - 19))}`;
}

/** A length of time in milliseconds, in seconds with one decimal. */
export function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}

function parse(text: string): Record<string, unknown> | undefined {
  if (!text.startsWith('{')) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function reasonIn(entry: Record<string, unknown>): string {
  const { error, message } = entry;
  if (typeof error === 'object' && error !== null && 'message' in error)
    return `${message}: ${error.message}`;
  return String(message);
}

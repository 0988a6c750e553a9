import { appendFileSync } from 'node:fs';
import { logReference } from '#shared/domain/log-reference.ts';
import { nameOfKey } from '#shared/domain/review/files/upload-key.ts';

export interface ConsoleEventLogOptions {
  /** Prints a line to the console. */
  readonly print: (line: string) => void;
  /** File for the functions' full log. */
  readonly logFile: string;
  /** The public address of a review, if any. */
  readonly addressOf: (name: string) => Promise<string | undefined>;
}

/**
 * Turns the functions' structured logs into one console line per step and upload. Logs contain no names: only
 * here is a log reference resolved to its upload.
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

  /** Longest time from upload to alert in milliseconds; 0 without alerts. */
  get slowestAlertMs(): number {
    return this.#slowest;
  }

  /** Registers a name, so that its log reference can be resolved. */
  know(key: string): string | undefined {
    const name = nameOfKey(key);
    if (name !== undefined) this.#names.set(logReference(name), name);
    return name;
  }

  /** Reports a put or deleted object of the uploads bucket. */
  dropped(key: string, removed: boolean): void {
    const name = this.know(key);
    if (name === undefined) return;
    this.#droppedAt.set(name, Date.now());
    this.#print(name, `${removed ? 'taken out' : 'dropped'}: ${key}`);
  }

  /** Handles one line of a function's output. */
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
    // In order, although some lines need a lookup.
    this.#lines = this.#lines.then(async () => {
      const words = await this.#words(name, entry, at);
      if (words !== undefined) this.#print(name, words, at);
    });
  }

  /** Waits for pending lines. */
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

/** Pads or abbreviates a name to the column width, keeping its beginning and end. */
function shortened(name: string): string {
  const width = 30;
  const clean = name.replace(/\p{Cc}/gu, '?');
  return clean.length <= width ? clean.padEnd(width) : `${clean.slice(0, 18)}…${clean.slice(-(width - 19))}`;
}

/** Milliseconds in seconds with one decimal. */
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

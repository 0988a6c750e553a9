import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Worker } from 'node:worker_threads';
import * as z from 'zod';

export interface LambdaOptions {
  readonly name: string;
  readonly arn: string;
  /** Folder of the bundle. */
  readonly folder: string;
  /** `file.export`, e.g. `index.handler`. */
  readonly handler: string;
  readonly timeoutSeconds: number;
  readonly memoryMb: number;
  readonly environment: Readonly<Record<string, string>>;
  /** Called with every line of output. */
  readonly onLine: (line: string, functionName: string) => void;
}

const Message = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ready') }),
  z.object({ kind: z.literal('done'), id: z.string(), json: z.string() }),
  z.object({ kind: z.literal('failed'), id: z.string(), reason: z.string() }),
]);

/** Lambda's timeout of a cold start. */
const INIT_MS = 10_000;

/**
 * A function as on Lambda: its own bundle and environment variables, one invocation at a time per worker
 * thread, reuse of idle environments, and a timeout. Memory is not limited, and the file system is writable.
 */
export class LambdaFunction {
  readonly name: string;
  readonly arn: string;
  readonly timeoutSeconds: number;
  readonly #options: LambdaOptions;
  readonly #idle: Environment[] = [];
  readonly #all = new Set<Environment>();
  #busy = 0;

  constructor(options: LambdaOptions) {
    this.name = options.name;
    this.arn = options.arn;
    this.timeoutSeconds = options.timeoutSeconds;
    this.#options = options;
  }

  /** Number of running invocations. */
  get busy(): number {
    return this.#busy;
  }

  /** Starts an environment ahead of the first invocation. */
  async warm(): Promise<void> {
    const environment = this.#start();
    await environment.ready;
    this.#idle.push(environment);
  }

  /** The handler's result. Rejects with its error, or on timeout. */
  async invoke(event: unknown): Promise<unknown> {
    this.#busy++;
    const environment = this.#idle.pop() ?? this.#start();
    try {
      const answer = await environment.invoke(event);
      this.#idle.push(environment);
      return answer;
    } catch (error) {
      if (environment.isAlive) this.#idle.push(environment);
      throw error;
    } finally {
      this.#busy--;
    }
  }

  async stop(): Promise<void> {
    await Promise.all([...this.#all].map((environment) => environment.end()));
  }

  #start(): Environment {
    const environment = new Environment(this.#options, () => this.#all.delete(environment));
    this.#all.add(environment);
    return environment;
  }
}

/** An execution environment: one worker thread. */
class Environment {
  readonly ready: Promise<void>;
  isAlive = true;
  readonly #worker: Worker;
  readonly #options: LambdaOptions;
  #settle: { resolve: (json: string) => void; reject: (error: Error) => void } | undefined;

  constructor(options: LambdaOptions, onEnd: () => void) {
    this.#options = options;
    const [file = '', exported = ''] = options.handler.split('.');
    this.#worker = new Worker(new URL('./lambda-worker.ts', import.meta.url), {
      env: { ...options.environment },
      workerData: { file: moduleFile(options.folder, file), exported },
      execArgv: ['--disable-warning=ExperimentalWarning'],
      stdout: true,
      stderr: true,
    });
    for (const stream of [this.#worker.stdout, this.#worker.stderr])
      createInterface({ input: stream }).on('line', (line) => options.onLine(line, options.name));
    this.ready = new Promise((resolve, reject) => {
      const late = setTimeout(
        () => this.#fail(new Error(`${options.name} did not start in time.`)),
        INIT_MS * 3,
      );
      this.#worker.on('message', (raw: unknown) => {
        const message = Message.parse(raw);
        if (message.kind === 'ready') {
          clearTimeout(late);
          resolve();
        } else if (message.kind === 'done') this.#settle?.resolve(message.json);
        else this.#settle?.reject(new Error(`${options.name} failed: ${message.reason}`));
      });
      this.#worker.on('error', (error) => {
        reject(error);
        this.#fail(error instanceof Error ? error : new Error(String(error)));
      });
      this.#worker.on('exit', (code) => {
        clearTimeout(late);
        const error = new Error(`${options.name} ended with status ${code}.`);
        reject(error);
        this.#fail(error);
        onEnd();
      });
    });
    this.ready.catch(() => undefined);
  }

  async invoke(event: unknown): Promise<unknown> {
    await this.ready;
    const { name, arn, timeoutSeconds, memoryMb } = this.#options;
    const deadline = Date.now() + timeoutSeconds * 1000;
    const json = await new Promise<string>((resolve, reject) => {
      const late = setTimeout(
        () => this.#fail(new Error(`${name} timed out after ${timeoutSeconds} seconds.`)),
        timeoutSeconds * 1000,
      );
      const settled =
        <T>(settle: (value: T) => void) =>
        (value: T) => {
          clearTimeout(late);
          this.#settle = undefined;
          settle(value);
        };
      this.#settle = { resolve: settled(resolve), reject: settled(reject) };
      this.#worker.postMessage({
        id: randomUUID(),
        event,
        deadline,
        functionName: name,
        functionArn: arn,
        memoryMb,
      });
    });
    return JSON.parse(json);
  }

  async end(): Promise<void> {
    this.isAlive = false;
    await this.#worker.terminate();
  }

  #fail(error: Error): void {
    this.isAlive = false;
    this.#settle?.reject(error);
    void this.#worker.terminate();
  }
}

function moduleFile(folder: string, name: string): string {
  const files = ['mjs', 'js', 'cjs'].map((extension) => join(folder, `${name}.${extension}`));
  const found = files.find((file) => existsSync(file));
  if (found === undefined) throw new Error(`${folder} holds no ${name}.mjs.`);
  return found;
}

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join, resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '../..');

/** `npm start` as a process of its own, on free ports by default. */
export interface NpmStart {
  /** Everything that it wrote so far. */
  output(): string;
  /** Resolves when the output matches, for the `times`-th time; rejects when it ends without. */
  said(pattern: RegExp, times?: number): Promise<void>;
  /** Sends a signal; resolves with the exit status when it has ended (NaN after SIGKILL). */
  kill(signal: 'SIGINT' | 'SIGKILL'): Promise<number>;
  /** The exit status. */
  readonly ended: Promise<number>;
}

/** Starts it with its state and its uploads in a folder. */
export function npmStart(folder: string, ...more: string[]): NpmStart {
  const args = ['local/start.ts', '--state', join(folder, 'state'), '--uploads', join(folder, 'uploads')];
  const child = spawn(process.execPath, [...args, ...more], { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  const waiting = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      for (const look of waiting) look();
    });
  const ended = once(child, 'exit').then(([code]) => Number(code ?? Number.NaN));
  return {
    ended,
    output: () => output,
    kill(signal) {
      child.kill(signal);
      return ended;
    },
    said(pattern, times = 1) {
      const every = new RegExp(pattern, 'g');
      const isSaid = () => [...output.matchAll(every)].length >= times;
      const found = new Promise<void>((resolve) => {
        const look = () => {
          if (!isSaid()) return;
          waiting.delete(look);
          resolve();
        };
        waiting.add(look);
        look();
      });
      const inVain = ended.then((code) => {
        if (!isSaid()) throw new Error(`ended with ${code} without ${pattern}:\n${output}`);
      });
      return Promise.race([found, inVain]);
    },
  };
}

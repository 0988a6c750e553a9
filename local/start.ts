import { plainSentence } from './start/error-message.ts';
import { startCommand } from './start/start-command.ts';
import { readStartOptions, USAGE } from './start/start-options.ts';

let lastLine = '';

/** Prints a fatal error, unless the emulator has just printed it. */
function say(error: unknown): void {
  const sentence = plainSentence(error) ?? (error instanceof Error ? error.message : String(error));
  if (sentence !== lastLine) console.error(sentence);
}

/** `npm start`: see `npm start -- --help`. */
async function main(): Promise<number> {
  const options = readStartOptions(process.argv.slice(2));
  if (options === 'help') {
    console.log(USAGE);
    return 0;
  }
  const started = await startCommand(options, (line) => {
    lastLine = line;
    console.log(line);
  });
  const interrupted = new Promise<number>((resolve) => {
    let before = false;
    const stop = () => {
      if (before) process.exit(130);
      before = true;
      console.log('\nStopping ...');
      resolve(0);
    };
    process.on('SIGINT', stop);
    process.on('SIGTERM', stop);
  });
  const status = await Promise.race([started.ended, interrupted]);
  await started.stop();
  return status;
}

// An emulator that cannot write ends the process. Data on disk is consistent.
process.on('uncaughtException', (error) => {
  say(error);
  process.exit(1);
});

try {
  process.exitCode = await main();
} catch (error) {
  say(error);
  process.exitCode = 1;
}

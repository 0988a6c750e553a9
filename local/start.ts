import { plainSentence } from './start/plain-sentence.ts';
import { startCommand } from './start/start-command.ts';
import { readStartOptions, USAGE } from './start/start-options.ts';

/** `npm start`: see `npm start -- --help`. */
async function main(): Promise<number> {
  const options = readStartOptions(process.argv.slice(2));
  if (options === 'help') {
    console.log(USAGE);
    return 0;
  }
  const started = await startCommand(options, (line) => console.log(line));
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

try {
  process.exitCode = await main();
} catch (error) {
  console.error(plainSentence(error) ?? (error instanceof Error ? error.message : String(error)));
  process.exitCode = 1;
}

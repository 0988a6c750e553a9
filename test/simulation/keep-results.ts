import { registerHooks } from 'node:module';

const KEPT: Readonly<Record<string, string>> = {
  'node:crypto': './kept-crypto.ts',
  '#site/public-files.ts': './kept-public-files.ts',
};

/**
 * Memoizes rendering and reading in the simulation, which took much of its time. Replays with --trace run
 * without it.
 */
export function keepResults(): void {
  registerHooks({
    resolve(specifier, context, next) {
      const asks = /\/functions\/|\/(final-invariants|memory-public-files)\.ts$/.test(
        context.parentURL ?? '',
      );
      const kept = asks ? KEPT[specifier] : undefined;
      return kept === undefined
        ? next(specifier, context)
        : next(new URL(kept, import.meta.url).href, context);
    },
  });
}

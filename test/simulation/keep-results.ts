import { registerHooks } from 'node:module';

const KEPT: Readonly<Record<string, string>> = {
  'node:crypto': './kept-crypto.ts',
  '#site/public-files.ts': './kept-public-files.ts',
};

/**
 * The steps and the judge that are imported from now on render and read only what they did not before: much
 * of the time went there. A replay with --trace, and the crashes at every call, do without.
 */
export function keepResults(): void {
  registerHooks({
    resolve(specifier, context, next) {
      const asks = /\/functions\/|\/(judge-end|memory-public-files)\.ts$/.test(context.parentURL ?? '');
      const kept = asks ? KEPT[specifier] : undefined;
      return kept === undefined
        ? next(specifier, context)
        : next(new URL(kept, import.meta.url).href, context);
    },
  });
}

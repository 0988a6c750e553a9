import { readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import path from 'node:path';
import { tokenizer } from 'acorn';
import { trackedFiles } from './tracked-files.ts';

/** A regular expression of the product, and the file that holds it. */
export interface ProductPattern {
  readonly file: string;
  readonly pattern: RegExp;
}

const ROOT = path.resolve(import.meta.dirname, '../..');
const PRODUCT = /^(?:shared|functions|site|infra|local)\/.*\.(?:ts|js|mjs)$/;

/** Every regular expression literal of the product. */
export function literalPatterns(): ProductPattern[] {
  return trackedFiles(PRODUCT).flatMap((file) => {
    const text = readFileSync(path.join(ROOT, file), 'utf8');
    const code = file.endsWith('.ts') ? stripTypeScriptTypes(text) : text;
    return [...tokenizer(code, { ecmaVersion: 'latest', sourceType: 'module' })].flatMap((token) => {
      const value: unknown = 'value' in token ? token.value : undefined;
      return token.type.label === 'regexp' && isLiteral(value)
        ? [{ file, pattern: new RegExp(value.pattern, value.flags) }]
        : [];
    });
  });
}

const isLiteral = (value: unknown): value is { pattern: string; flags: string } =>
  typeof value === 'object' && value !== null && 'pattern' in value && 'flags' in value;

/**
 * Every regular expression that the modules of reading and checking build out of strings when they are
 * loaded.
 */
export async function builtPatterns(): Promise<ProductPattern[]> {
  const built: ProductPattern[] = [];
  const Original = globalThis.RegExp;
  try {
    for (const file of trackedFiles(/^shared\/report\/.*\.ts$/)) {
      globalThis.RegExp = new Proxy(Original, {
        construct(target, [source, flags]) {
          const pattern = new target(source, flags);
          built.push({ file, pattern });
          return pattern;
        },
      });
      await import(/* @vite-ignore */ path.join(ROOT, file));
    }
  } finally {
    globalThis.RegExp = Original;
  }
  return built;
}

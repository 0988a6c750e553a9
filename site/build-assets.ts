import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { build, transform } from 'esbuild';
import cy from './words/cy.json' with { type: 'json' };
import en from './words/en.json' with { type: 'json' };
import type { Words } from './words.ts';

/**
 * Builds `site/assets.json` (styles and scripts) and `site/asset-paths.json` (their addresses, all that a
 * page needs). Both are committed, so that source and bundle render the same; a test fails if they are out of
 * date. Run with `npm run assets`.
 */

const HERE = import.meta.dirname;
const GOVUK_STYLES = path.join(HERE, '../node_modules/govuk-frontend/dist/govuk/govuk-frontend.min.css');
/** GDS Transport may be used on GOV.UK only, so pages use the reader's own font. */
const FONT = 'system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",Arial,sans-serif';
const TARGET = ['es2022', 'safari16.4'];

export async function buildAssets() {
  const bodies = {
    styles: await styles(),
    page: await script('page.js'),
    search: await script('search.js'),
    note: await script('note.js'),
    subscribe: await script('subscribe.js'),
    icon: (await readFile(path.join(HERE, 'icon.svg'), 'utf8')).trim(),
    embed: await script('embed.js'),
  };
  const paths: Record<keyof typeof bodies, string> = {
    styles: `/assets/${withHash('site.css', bodies.styles)}`,
    page: `/assets/${withHash('page.js', bodies.page)}`,
    search: `/assets/${withHash('search.js', bodies.search)}`,
    note: `/assets/${withHash('note.js', bodies.note)}`,
    subscribe: `/assets/${withHash('subscribe.js', bodies.subscribe)}`,
    icon: `/assets/${withHash('icon.svg', bodies.icon)}`,
    // Other sites load it by this address, so it never changes.
    embed: '/embed.js',
  };
  return { bodies, paths };
}

/** The address changes with the bytes, so that a file may be cached for ever. */
function withHash(name: string, body: string): string {
  const hash = createHash('sha256').update(body).digest('hex').slice(0, 10);
  return name.replace(/\.(\w+)$/, `-${hash}.$1`);
}

async function script(name: string): Promise<string> {
  const built = await build({
    entryPoints: [path.join(HERE, 'browser', name)],
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    target: TARGET,
    charset: 'utf8',
    legalComments: 'none',
    define: { EMBED_WORDS: JSON.stringify({ en: wordsOfEmbed(en), cy: wordsOfEmbed(cy) }) },
  });
  return built.outputFiles[0]?.text.trim() ?? '';
}

/** The embed follows the language of its host page, so it carries both languages. */
const wordsOfEmbed = ({ embed, months, status }: Words) => ({ ...embed, months, status });

async function styles(): Promise<string> {
  const used = await usedClasses();
  const govuk = kept(await readFile(GOVUK_STYLES, 'utf8'), used)
    .replaceAll('font-family:GDS Transport,arial,sans-serif', 'font-family:var(--site-font)')
    .replaceAll('"GDS Transport",arial,sans-serif', 'var(--site-font)');
  if (/GDS Transport|@font-face/.test(govuk)) throw new Error('The styles still name the font of GOV.UK.');
  const own = await readFile(path.join(HERE, 'styles.css'), 'utf8');
  const { code } = await transform(`:root{--site-font:${FONT}}\n${govuk}\n${own}`, {
    loader: 'css',
    minify: true,
    target: TARGET,
    legalComments: 'none',
  });
  return code.trim();
}

/** GOV.UK Frontend classes used by the templates and scripts. */
async function usedClasses(): Promise<ReadonlySet<string>> {
  const files = (await readdir(HERE, { recursive: true })).filter((file) => /\.(ts|js)$/.test(file)).sort();
  const texts = await Promise.all(files.map((file) => readFile(path.join(HERE, file), 'utf8')));
  return new Set(texts.flatMap((text) => text.match(/govuk-[a-z0-9_-]*[a-z0-9]/g) ?? []));
}

/** Keeps the rules of a minified style sheet whose `govuk-` classes are all used. */
function kept(css: string, used: ReadonlySet<string>): string {
  let out = '';
  for (let at = 0; at < css.length; ) {
    const open = css.indexOf('{', at);
    if (open < 0) break;
    const end = css.indexOf(';', at);
    if (end >= 0 && end < open) {
      // A statement such as @charset.
      at = end + 1;
      continue;
    }
    const close = matching(css, open);
    const head = css
      .slice(at, open)
      .replace(/\/\*.*?\*\//gs, '')
      .trim();
    const body = css.slice(open + 1, close);
    if (/^@(media|supports)/.test(head)) {
      const inner = kept(body, used);
      if (inner !== '') out += `${head}{${inner}}`;
    } else if (!head.startsWith('@')) {
      const selectors = head.split(',').filter((selector) => isUsed(selector, used));
      if (selectors.length > 0) out += `${selectors.join(',')}{${body}}`;
    }
    at = close + 1;
  }
  return out;
}

function isUsed(selector: string, used: ReadonlySet<string>): boolean {
  const classes = selector.match(/\.[\w-]+/g)?.map((name) => name.slice(1)) ?? [];
  return classes.length === 0 ? selector.trim() === ':root' : classes.every((name) => used.has(name));
}

function matching(css: string, open: number): number {
  let depth = 0;
  for (let at = open; at < css.length; at++) {
    if (css[at] === '{') depth++;
    else if (css[at] === '}' && --depth === 0) return at;
  }
  return css.length;
}

async function writeAssets(): Promise<void> {
  const { bodies, paths } = await buildAssets();
  const write = (file: string, content: object) =>
    writeFile(path.join(HERE, file), `${JSON.stringify(content, null, 2)}\n`);
  await Promise.all([write('assets.json', bodies), write('asset-paths.json', paths)]);
}

if (process.argv[1] === import.meta.filename) await writeAssets();

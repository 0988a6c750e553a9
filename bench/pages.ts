import { brotliCompressSync, constants } from 'node:zlib';
import type { Settings } from '#shared/domain/settings.ts';
import { aSite } from '../test/site/a-site.ts';
import { everyKindOfEntry } from '../test/site/every-kind-of-entry.ts';
import { anEntry } from '../test/support/an-entry.ts';
import { seedSettings } from '../test/support/seed-listing.ts';
import { aLongEdition } from './a-long-edition.ts';
import { checkUsage } from './check-usage.ts';

checkUsage(`npm run bench:pages
Prints what a reader fetches for each kind of page in both languages: HTML, styles and scripts, and all of it as
CloudFront compresses it. Status 1 if one is larger than its goal.`);

/** Compressed bytes of a page with its styles and scripts. */
const GOAL = 30_000;
/** Of a whole report, and of the form for officers, which checks notes as the pipeline does. */
const GOAL_OF_LARGE = 80_000;
const LARGE = new Set(['an edition, 42 pages', 'review note']);

const KINDS: Readonly<Record<string, string>> = {
  'first page, 100 reviews': '/',
  'list of years': '/reviews/',
  'year page, 100 reviews': '/reviews/2026/',
  'a review': '/reviews/2024/baby-eva/',
  'an edition, 42 pages': '/reviews/2025/as-a-page/report/',
  'a retired review': '/reviews/2019/child-m/',
  'a withdrawn review': '/reviews/2021/family-w/',
  subscribe: '/subscribe/',
  'change a subscription': '/subscribe/change/',
  accessibility: '/accessibility/',
  privacy: '/privacy/',
  'review note': '/note/',
  'not found': '/404.html',
};

function filesIn(language: Settings['publisher']['language']): ReadonlyMap<string, string> {
  const settings = seedSettings();
  const many = Array.from({ length: 100 }, (_, index) =>
    anEntry({ year: 2026, slug: `child-${index}`, title: `Child ${index}` }),
  );
  const edition = aLongEdition(1);
  const ofLanguage = { ...settings, publisher: { ...settings.publisher, language } };
  const site = aSite([...everyKindOfEntry(), ...many], ofLanguage, () => edition);
  return new Map([...site].map(([path, { body }]) => [path, body]));
}

const compressed = (body: string): number =>
  brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }).length;

let tooLarge = 0;
for (const language of ['en-GB', 'cy'] as const) {
  const files = filesIn(language);
  console.log(`\n${language.padEnd(26)}    HTML   styles  scripts  compressed`);
  for (const [kind, path] of Object.entries(KINDS)) {
    const page = files.get(path) ?? '';
    const bodies = (pattern: RegExp): string[] =>
      [...page.matchAll(pattern)].map(([, asset = '']) => files.get(asset) ?? '');
    const styles = bodies(/<link rel="stylesheet" href="([^"]+)"/g);
    const scripts = bodies(/<script type="module" src="([^"]+)"/g);
    const total = [page, ...styles, ...scripts].reduce((sum, body) => sum + compressed(body), 0);
    const sizes = [[page], styles, scripts].map((some) => some.join('').length.toLocaleString('en-GB'));
    const isOver = total > (LARGE.has(kind) ? GOAL_OF_LARGE : GOAL);
    if (isOver) tooLarge += 1;
    const columns = [...sizes, total.toLocaleString('en-GB')].map((size) => size.padStart(9));
    console.log(`${kind.padEnd(26)}${columns.join('')}${isOver ? '  over its goal' : ''}`);
  }
}
process.exit(tooLarge === 0 ? 0 : 1);

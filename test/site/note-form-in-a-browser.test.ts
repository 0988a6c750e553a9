import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fileNameOf } from '#site/note-form.ts';
import { SEED_ENTRIES, seedSettings } from '../support/seed-listing.ts';
import { aBrowser, visit } from './a-browser.ts';
import { aSite } from './a-site.ts';
import { type ServedFiles, serveFiles } from './serve-files.ts';

test.each([
  ['baby-eva', 'baby-eva.yaml'],
  ['baby-eva.pdf', 'baby-eva.yaml'],
  ['baby-eva.yaml', 'baby-eva.yaml'],
  ['baby-eva/report.pdf', 'review.yaml'],
  ['', 'review.yaml'],
])('the note of %j is called %s', (name, fileName) => {
  expect(fileNameOf(name)).toBe(fileName);
});

const browser = await aBrowser();

describe.skipIf(browser === undefined)('the note form', () => {
  if (browser === undefined) return;
  let site: ServedFiles;

  beforeAll(async () => {
    site = await serveFiles(new Map());
    site.files = aSite(SEED_ENTRIES, seedSettings(site.origin));
  });
  afterAll(async () => {
    await site.stop();
    await browser.close();
  });

  test('fills in what a receipt knows, checks as the pipeline does, and writes the file', async () => {
    const address = `${site.origin}/note/#name=baby-eva%2Freview.yaml&accept=postcode`;
    await visit(browser, address, async ({ page, complaints }) => {
      expect(complaints).toEqual([]);
      const sent: string[] = [];
      page.on('request', (request) => sent.push(request.url()));
      await page.getByLabel('Title', { exact: true }).fill('Baby #3');
      await page.getByLabel('Published', { exact: true }).fill('31 February 2026');
      await page.getByLabel('Themes', { exact: true }).fill('Neglect, babies\nHealth');
      expect(await page.locator('#note-problems').innerText()).toContain('Line 2:');
      await page.getByLabel('Published', { exact: true }).fill('1 March 2026');
      expect(await page.locator('#note-problems').innerText()).toBe('No mistakes.');
      expect(await page.locator('#note-card').innerText()).toContain('Baby #3');
      expect(await page.locator('#note-email').innerText()).toContain('Baby #3');
      const downloading = page.waitForEvent('download');
      await page.getByRole('button', { name: 'Download the note' }).press('Enter');
      const download = await downloading;
      expect(download.suggestedFilename()).toBe('review.yaml');
      expect(await readFile(await download.path(), 'utf8')).toBe(
        'title: Baby #3\npublished: 1 March 2026\nthemes:\n  - Neglect, babies\n  - Health\naccept:\n  - postcode\n',
      );
      expect(sent.filter((url) => !url.startsWith('blob:'))).toEqual([]);
      expect(complaints).toEqual([]);
    });
  });

  test('is linked from no page, and search engines are told to leave it out', () => {
    for (const [path, { body }] of site.files) if (path !== '/note/') expect(body).not.toContain('/note/');
    expect(site.files.get('/note/')?.body).toContain('noindex');
  });
});

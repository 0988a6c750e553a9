import fc from 'fast-check';
import { HtmlValidate } from 'html-validate';
import { describe, expect, test } from 'vitest';
import { oneLine } from '#shared/domain/escape.ts';
import { renderAccessibility } from '#site/accessibility-page.ts';
import paths from '#site/asset-paths.json' with { type: 'json' };
import bodies from '#site/assets.json' with { type: 'json' };
import { buildAssets } from '#site/build-assets.ts';
import { renderChangeForm } from '#site/change-subscription-page.ts';
import { html } from '#site/html.ts';
import { filesOfListing, filesOfReview } from '#site/public-files.ts';
import { renderSubscribe } from '#site/subscribe-page.ts';
import { aSettings } from '../support/a-settings.ts';
import { aDocument, anEntry } from '../support/an-entry.ts';
import { hostileText } from '../support/hostile-text.ts';
import { inTwoLanguages } from '../support/in-two-languages.ts';
import { asYearPages } from '../support/seed-listing.ts';
import { aSite } from './a-site.ts';
import { everyKindOfAnswer } from './every-kind-of-answer.ts';
import { everyKindOfEntry } from './every-kind-of-entry.ts';

const settings = aSettings({ sms: true });
const validator = new HtmlValidate({
  extends: ['html-validate:recommended'],
  rules: {
    // A review's name can be long.
    'long-title': 'off',
    // Help lines are written as their owners write them.
    'tel-non-breaking': 'off',
    'form-dup-name': ['error', { shared: ['radio', 'checkbox', 'submit'] }],
  },
});

function problemsOf(markup: string): string[] {
  const report = validator.validateStringSync(markup);
  return report.results.flatMap(({ messages }) =>
    messages.map(({ ruleId, message, line }) => `${line}: ${ruleId}: ${message}`),
  );
}

describe('pages', () => {
  const welsh = { ...settings, publisher: { ...settings.publisher, language: 'cy' as const } };
  test.each([
    ['en-GB', settings],
    ['cy', welsh],
    ['both', inTwoLanguages(settings)],
  ])('every page is valid HTML in %s', (_, ofLanguage) => {
    const site = aSite(everyKindOfEntry(), ofLanguage);
    const pages = [...site.values()].filter(({ contentType }) => contentType.startsWith('text/html'));
    expect(pages.length).toBeGreaterThan(15);
    for (const { path, body } of pages) expect([path, problemsOf(body)]).toEqual([path, []]);
  });

  test('the answers to the subscription form are valid HTML', () => {
    const hostile = [
      renderSubscribe(
        settings,
        ['badEmail', 'badThemes'],
        new URLSearchParams({ email: '"><b>', themes: 'a'.repeat(70), changes: 'yes', type: 'scr' }),
      ),
      renderChangeForm(settings, 'arn:"><b>', new URLSearchParams({ type: 'scr' }), ['tooMany']),
    ];
    const answers = [...everyKindOfAnswer(inTwoLanguages(settings)).map(({ body }) => body), ...hostile];
    expect(answers.length).toBeGreaterThan(20);
    for (const answer of answers) expect(problemsOf(answer)).toEqual([]);
  });

  test('a preview elsewhere shows the type of a review, and neither its name nor what happened', () => {
    const entry = anEntry({ title: 'Child Zed', summary: 'Zed was hurt.' });
    const site = aSite([entry], settings);
    const previewOf = (path: string) =>
      [...(site.get(path)?.body ?? '').matchAll(/<meta property="og:(\w+)" content="([^"]*)"/g)].map(
        ([, property, content]) => [property, content],
      );
    const preview = new Map(
      previewOf(`/reviews/${entry.year}/${entry.slug}/`).map(([key, value]) => [key, value]),
    );
    expect(preview.get('title')).toBe(entry.typeName);
    expect([...preview.values()].join(' ')).not.toMatch(/Zed/);
    expect(preview.get('description')).toContain('Published');
    expect(previewOf('/404.html')).toEqual([]);
    expect(previewOf('/')).toContainEqual(['title', settings.publisher.heading]);
  });

  test('the accessibility statement has what the law asks for, with the facts of the publisher', () => {
    const facts = {
      status: 'partially' as const,
      prepared: '2026-11-30',
      tested: { on: '2026-11-20', by: 'the web team' },
      nonCompliance: ['Videos have no captions (success criterion 1.2.2).'],
    };
    const body = renderAccessibility({ ...settings, accessibility: facts });
    expect(problemsOf(body)).toEqual([]);
    const text = body.replace(/<[^>]*>/g, '');
    expect(text).toContain('is committed to making its website accessible, in accordance with');
    expect(text).toContain('This website is partially compliant with');
    expect(text).toMatch(/Non-accessible content.*Videos have no captions.*not within the scope/s);
    expect(text).toContain('This statement was prepared on 30 November 2026.');
    expect(text).toContain('last tested on 20 November 2026, by the web team');
    expect(text).toContain('Equality Advisory and Support Service');
    expect(renderAccessibility(settings)).toContain('The publisher has not dated this statement yet');
  });

  test('Northern Ireland has an enforcing body of its own', () => {
    const publisher = { ...settings.publisher, nation: 'Northern Ireland' as const };
    const body = renderAccessibility({ ...settings, publisher });
    expect(body).toContain('https://www.equalityni.org/');
    expect(body).not.toContain('equalityadvisoryservice');
  });

  test('an icon is where browsers look for one', () => {
    expect(aSite([], settings).get('/favicon.ico')?.contentType).toBe('image/svg+xml');
  });

  test('the form leads to what is kept of a subscriber, for how long, and how to end it', () => {
    const pages = aSite([], settings);
    expect(pages.get('/subscribe/')?.body).toContain('href="/privacy/"');
    expect(pages.get('/privacy/')?.body).toMatch(/until you stop.*90 days/s);
  });

  test('10,000 hostile titles never become markup', () => {
    const shape = (text: string) => text.replace(/>[^<]*</g, '><').match(/<\/?[a-z0-9]+/g);
    const pageOf = (text: string) =>
      filesOfReview(
        anEntry({
          title: text,
          summary: `Summary ${oneLine(text)}`,
          typeName: text,
          reviewers: [text],
          partnership: text,
          themes: [text],
          contentWarning: text,
          documents: [aDocument({ title: text })],
          changes: [{ at: '2026-01-02T03:04:05Z', note: text }],
        }),
        settings,
      )[0]?.body ?? '';
    const plain = shape(pageOf('Child A'));
    fc.assert(
      fc.property(hostileText, (text) => {
        // Whatever the text, the page has the same elements in the same order.
        expect(shape(pageOf(text))).toEqual(plain);
      }),
      { numRuns: 10_000 },
    );
  });

  test('1,000 hostile titles never become markup in a list', () => {
    const shape = (text: string) => text.match(/<\/?[a-z0-9]+/g)?.length;
    const pageOf = (title: string) =>
      filesOfListing(
        asYearPages([anEntry({ title, typeName: title, themes: [title], summary: `S ${title}` })]),
        settings,
        [{ year: 2024, part: 1 }],
      ).find(({ path }) => path === '/')?.body ?? '';
    const plain = shape(pageOf('Child A'));
    fc.assert(
      fc.property(hostileText, (title) => {
        expect(shape(pageOf(title))).toBe(plain);
      }),
      { numRuns: 1000 },
    );
  });

  test('a value in a template is escaped in text and attributes, and only markup is not', () => {
    expect(html`<a title="${'"><b>'}">${['<i>', html`<b>${2}</b>`, undefined, false]}</a>`.toString()).toBe(
      '<a title="&quot;&gt;&lt;b&gt;">&lt;i&gt;<b>2</b></a>',
    );
  });

  test('the built styles and scripts are those of their sources', async () => {
    expect(await buildAssets()).toEqual({ bodies, paths });
  });
});

import { describe, expect, test } from 'vitest';
import { languagesOf } from '#shared/domain/languages.ts';
import type { Entry } from '#shared/domain/listing/entry.ts';
import { isListed } from '#shared/domain/listing/entry.ts';
import { MESSAGES } from '#shared/domain/messages/messages.ts';
import { RECEIPT_WORDS } from '#shared/domain/messages/receipt-headline.ts';
import { inWords } from '#shared/domain/partial-date.ts';
import { typesOf } from '#shared/domain/review/review-types.ts';
import type { Settings } from '#shared/domain/settings.ts';
import { renderAccessibility } from '#site/accessibility-page.ts';
import { renderChangeAnswer, renderChangeForm, renderChangeStart } from '#site/change-subscription-page.ts';
import { renderSubscribe, renderSubscribeAnswer, renderSubscribeBusy } from '#site/subscribe-page.ts';
import { wordsOf } from '#site/words.ts';
import { aSettings } from '../support/a-settings.ts';
import { aDocument, anEntry } from '../support/an-entry.ts';
import { inTwoLanguages } from '../support/in-two-languages.ts';
import { aSite } from './a-site.ts';
import { everyKindOfEntry } from './every-kind-of-entry.ts';

const english = aSettings();
const welsh: Settings = {
  ...english,
  sms: true,
  publisher: {
    ...english.publisher,
    language: 'cy',
    name: 'Partneriaeth Diogelu Rhywle',
    heading: 'Adolygiadau ymarfer diogelu',
    introduction: 'Cyhoeddodd y bartneriaeth yr adolygiadau hyn.',
    contact: { email: 'post@rhywle.example', phone: '01632 960 123' },
  },
};

/** Each text of a file of words by the path to it. */
function textsOf(words: unknown, path = ''): [string, string][] {
  if (words === undefined) return [];
  if (typeof words === 'string') return [[path, words]];
  if (typeof words !== 'object' || words === null) throw new Error(`${path} is no text`);
  return Object.entries(words).flatMap(([key, value]) => textsOf(value, `${path}.${key}`));
}

/** A Welsh publisher in Northern Ireland, whose statement has every sentence there is. */
const stated = (status: 'fully' | 'not'): Settings => ({
  ...welsh,
  publisher: { ...welsh.publisher, nation: 'Northern Ireland' },
  accessibility: {
    status,
    prepared: '2026-11-30',
    reviewed: '2026-12-01',
    tested: { on: '2026-11-20', by: 'Zqz' },
    nonCompliance: ['Xzx qzq zxz.'],
  },
});

const placesOf = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(([place]) => place).sort();

/** Reviews of a Welsh publisher, whose texts that are not the site's own are in no language. */
function welshEntries(): Entry[] {
  const typeNames = new Map(typesOf(welsh).map(({ code, name }) => [code, name]));
  return everyKindOfEntry().map((entry, index) => {
    if (!isListed(entry)) return entry;
    const shown = {
      title: `Xq ${index}`,
      typeName: typeNames.get(entry.type) ?? '',
      themes: ['Zqz'],
    };
    if (entry.status === 'retired') return { ...entry, ...shown };
    return anEntry({
      ...entry,
      ...shown,
      summary: 'Qxq zxz.',
      language: 'cy',
      reviewers: ['Xzx Qzq'],
      partnership: 'Zzq',
      changes: entry.changes.map(({ at }) => ({ at, note: 'Zxq.' })),
      documents: [
        aDocument({ title: MESSAGES.cy.documents.report, language: 'cy' }),
        aDocument({ kind: 'briefing', title: MESSAGES.cy.documents.briefing, language: 'en-GB' }),
        aDocument({ kind: 'translation', title: 'Cyfieithiad Pwyleg (polski)', language: 'pl' }),
      ],
      ...(entry.contentWarning !== undefined && { contentWarning: 'Xxz.' }),
    });
  });
}

/** Everything that readers of a page see or hear: texts, labels, descriptions, and words of its script. */
function heardOn(markup: string): string {
  const labels = [
    ...markup.matchAll(/ (?:aria-label|title|alt|placeholder)="([^"]*)"/g),
    ...markup.matchAll(/<meta (?:name="description"|property="og:(?:title|description)") content="([^"]*)"/g),
  ];
  const scripted = [...markup.matchAll(/<script type="application\/json"[^>]*>(.*?)<\/script>/gs)];
  return [
    markup.replace(/<script.*?<\/script>/gs, ' ').replace(/<[^>]*>/g, ' '),
    ...labels.map(([, label]) => label),
    ...scripted.map(([, json]) =>
      textsOf(JSON.parse(json ?? ''))
        .map(([, text]) => text)
        .join(' '),
    ),
  ]
    .join(' ')
    .replace(/&#?\w+;/g, ' ');
}

const wordsIn = (text: string) => new Set(text.toLowerCase().match(/\p{L}+/gu));

describe('the words of the site', () => {
  test.each([
    ['the pages', wordsOf(english), wordsOf(welsh)],
    ['alerts and feeds', MESSAGES.en, MESSAGES.cy],
    ['receipts', RECEIPT_WORDS.en, { ...RECEIPT_WORDS.cy, details: undefined }],
  ])('those of %s are there in both languages, with the same places', (_, en, cy) => {
    // Welsh has a form for two besides.
    const places = (words: unknown) =>
      Object.fromEntries(
        textsOf(words).flatMap(([path, text]) => (path.endsWith('.two') ? [] : [[path, placesOf(text)]])),
      );
    expect(places(cy)).toEqual(places(en));
    expect(textsOf(cy).filter(([, text]) => text.trim() === '')).toEqual([]);
  });

  test('the months are those of the dates on the pages', () => {
    for (const [settings, language] of [
      [english, 'en'],
      [welsh, 'cy'],
    ] as const) {
      const months = Array.from({ length: 12 }, (_, month) => `2024-${String(month + 1).padStart(2, '0')}`);
      expect(wordsOf(settings).months.map((month) => `${month} 2024`)).toEqual(
        months.map((month) => inWords(month, language)),
      );
    }
  });

  test('every type of review that is known has a Welsh name', () => {
    const names = new Set(typesOf(english).map(({ name }) => name));
    expect(typesOf(welsh).filter(({ name }) => names.has(name))).toEqual([]);
    expect(typesOf(welsh).find(({ code }) => code === 'susr')?.alsoKnownAs).toContain(
      'Single Unified Safeguarding Review',
    );
  });
});

/** Officers alone open it. */
const NOTE_FORM = '/note/';

function welshPages() {
  return [
    ...[...aSite(welshEntries(), welsh).values()].filter(({ contentType }) =>
      contentType.startsWith('text/html'),
    ),
    ...[
      renderSubscribeAnswer('email', welsh),
      renderSubscribeAnswer('sms', welsh),
      renderSubscribeBusy(welsh),
      ...(['fully', 'not'] as const).map((status) => renderAccessibility(stated(status))),
      renderChangeStart(welsh, 'unknownLink'),
      renderChangeForm(welsh, 'arn', new URLSearchParams()),
      renderChangeAnswer('saved', welsh),
      renderChangeAnswer('confirmed', welsh),
      renderSubscribe(welsh, ['badEmail', 'badPhone', 'badThemes', 'tooMany']),
    ].map((body, index) => ({ path: `/subscribe answer ${index}`, body })),
  ];
}

/** The Welsh pages of a site that has every page in English first. */
function secondPages() {
  const [first, second] = languagesOf(inTwoLanguages(english));
  if (first === undefined || second === undefined) throw new Error('There is one language.');
  const entries = welshEntries().map((entry) =>
    entry.status === 'published'
      ? {
          ...entry,
          typeName: 'Review',
          documents: entry.documents.map((one) => ({ ...one, title: 'Report' })),
        }
      : entry,
  );
  return [
    ...[...aSite(entries, first).values()].filter(
      ({ path, contentType }) => contentType.startsWith('text/html') && path.endsWith('/cy/'),
    ),
    ...[
      renderSubscribeAnswer('email', second),
      renderSubscribeBusy(second),
      renderSubscribe(second, ['badEmail']),
      renderChangeForm(second, 'arn', new URLSearchParams()),
    ].map((body, index) => ({ path: `/subscribe answer ${index}`, body })),
  ];
}

describe.each([
  ['of a Welsh publisher', welshPages],
  ['that are Welsh beside English ones', secondPages],
])('the pages %s', (_, pagesOf) => {
  const pages = pagesOf();

  test('are in Welsh from their first line, and no place is left without its value', () => {
    expect(pages.length).toBeGreaterThan(20);
    for (const { path, body } of pages) {
      expect([path, body.match(/<html lang="(.*?)"/)?.[1]]).toEqual([path, 'cy']);
      expect([path, body.replace(/<script.*?<\/script>/gs, '').match(/\{\w+\}/g)]).toEqual([path, null]);
    }
  });

  test('say nothing in English', () => {
    const allOf = (words: unknown) =>
      wordsIn(
        textsOf(words)
          .map(([, text]) => text)
          .join(' '),
      );
    const englishWords = new Set([
      ...allOf(wordsOf(english)),
      ...'the of and for is was with this that by part next newer older'.split(' '),
    ]);
    for (const word of allOf([wordsOf(welsh), MESSAGES.cy])) englishWords.delete(word);
    expect(englishWords.size).toBeGreaterThan(200);
    for (const { path, body } of pages.filter(({ path }) => path !== NOTE_FORM)) {
      const heard = wordsIn(heardOn(body).replace(/https?:\S+|\S+@\S+/g, ' '));
      expect([path, [...heard].filter((word) => englishWords.has(word))]).toEqual([path, []]);
    }
  });
});

describe('the pages of a Welsh publisher', () => {
  test('mark the note form as English, the language of receipts', () => {
    const form = welshPages().find(({ path }) => path === NOTE_FORM);
    expect(form?.body).toMatch(/<main[^>]*>\s*<div lang="en-GB">/);
  });

  test('mark what is not in Welsh: name, summary and content warning of a review, and the language of a document', () => {
    const entry = anEntry({ language: 'en-GB', contentWarning: 'Describes harm.', title: 'Child A' });
    const site = aSite([entry], welsh);
    const page = site.get(`/reviews/${entry.year}/${entry.slug}/`)?.body ?? '';
    expect(page).toContain('<bdi lang="en-GB">Child A</bdi>');
    expect(page).toMatch(/<p class="content-note__text" lang="en-GB"/);
    expect(page).toMatch(/<div class="summary">\s*<p class="govuk-body" lang="en-GB"/);
    expect(page).toMatch(/<a [^>]*hreflang="en-GB"/);
    expect(site.get('/')?.body).toMatch(/<a class="govuk-link" href="[^"]*" lang="en-GB" dir="auto">Child A/);
  });

  test('have Welsh dates and numbers', () => {
    const entry = anEntry({ publishedOn: '2024-04-24' });
    const page = aSite([entry], welsh).get(`/reviews/${entry.year}/${entry.slug}/`)?.body;
    expect(page).toContain('<time datetime="2024-04-24">24 Ebrill 2024</time>');
    expect(page).toContain('21 tudalen');
  });
});

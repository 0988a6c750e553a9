import fc from 'fast-check';
import { HtmlValidate } from 'html-validate';
import { afterAll, describe, expect, test } from 'vitest';
import { type DashboardSources, dashboardOf } from '#shared/domain/dashboard/dashboard.ts';
import { DASHBOARD_STYLES, renderDashboardPage } from '#site/dashboard-page.ts';
import { dashboardStyles } from '../../infra/operate/dashboard-styles.ts';
import { aReview } from '../support/a-review.ts';
import { aSettings } from '../support/a-settings.ts';
import { hostileText } from '../support/hostile-text.ts';
import { aBrowser, accessibilityProblems, runsOffTheSide, visit } from './a-browser.ts';
import { everyKindOfUpload } from './every-kind-of-upload.ts';
import { serveFiles } from './serve-files.ts';

const settings = aSettings();
const nothing: DashboardSources = { reviews: [], entries: [], objects: [], now: '2026-06-24T08:31:00.000Z' };
const dashboard = () => dashboardOf(everyKindOfUpload(), settings);
const page = () => renderDashboardPage(dashboard());
const validator = new HtmlValidate({
  extends: ['html-validate:recommended'],
  rules: { 'long-title': 'off' },
});

describe('the page of the dashboard', () => {
  test.each([
    ['every kind of upload', everyKindOfUpload()],
    ['no upload', nothing],
  ])('is valid HTML with %s', (_, sources) => {
    const { results } = validator.validateStringSync(renderDashboardPage(dashboardOf(sources, settings)));
    expect(
      results.flatMap(({ messages }) => messages.map(({ message, line }) => `${line}: ${message}`)),
    ).toEqual([]);
  });

  test('needs no script and asks nobody for anything', () => {
    expect(page()).not.toMatch(/<script|<iframe|@import|(src|href)="(https?:)?\/\/(?!reviews\.example\.org)/);
  });

  test('begins with what waits, and says for whom and why', () => {
    const waits = page().slice(page().indexOf('What waits, and for whom'), page().indexOf('All uploads'));
    expect(waits).toMatch(
      /wren<\/bdi><\/a> <strong[^>]*>Held<\/strong>\s*<p[^>]*>For <strong>an officer, to fix the PDF or to answer/,
    );
    expect(waits).toContain('A comment; Text under a box; No title found');
    expect(waits).toMatch(
      /cut<\/bdi><\/a> <strong[^>]*>Not published<\/strong>\s*<p[^>]*>For <strong>an officer, for a file that can be used/,
    );
    expect(waits).not.toContain('baby-eva');
  });

  test('leaves out a picture that could not be drawn, and says so', () => {
    const paths = dashboard().reviews.flatMap(({ pictures }) => pictures.map(({ path }) => path));
    const without = renderDashboardPage(dashboard(), { undrawn: new Set(paths.slice(0, 1)) });
    expect(paths.filter((path) => without.includes(path))).toEqual(paths.slice(1));
    expect(without).toContain('1 more page is not drawn');
  });

  test('lets no text of an upload become mark-up', () => {
    const tagsOf = (markup: string) => markup.match(/<\/?[a-z][^\s>]*/gi);
    const with_ = (text: string) =>
      renderDashboardPage(
        dashboardOf(
          {
            ...nothing,
            reviews: [
              aReview({
                name: `a${text}`,
                outcome: 'held',
                reason: text.replace(/[\r\n\u0085\u2028\u2029]/g, ' '),
                findings: [{ code: 'postcode', page: 1, message: text }],
                facts: {
                  title: {
                    value: text,
                    confidence: 1,
                    provenance: { source: 'report', page: 1, words: `a${text}` },
                  },
                  pages: 1,
                  candidates: {},
                },
              }),
            ],
          },
          settings,
        ),
      );
    const plain = tagsOf(with_('plain'));
    fc.assert(
      fc.property(hostileText, (text) => {
        expect(tagsOf(with_(text))).toEqual(plain);
      }),
    );
  });
});

const browser = await aBrowser();

describe.skipIf(browser === undefined)('the dashboard in a browser', () => {
  if (browser === undefined) return;
  afterAll(() => browser.close());

  test.each([
    ['in light colours', {}],
    ['in dark colours', { colorScheme: 'dark' }],
    ['at a width of 320 pixels', { viewport: { width: 320, height: 640 } }],
  ] as const)('%s is accessible, fits, and nothing is blocked', async (_, options) => {
    const file = (path: string, body: string, contentType: string) =>
      [path, { path, body, contentType, cacheControl: 'no-store' }] as const;
    const drawn = '<svg xmlns="http://www.w3.org/2000/svg" width="744" height="1052"/>';
    const served = await serveFiles(
      new Map([
        file('/dashboard/', page(), 'text/html; charset=utf-8'),
        file(`/dashboard/${DASHBOARD_STYLES}`, dashboardStyles(), 'text/css'),
        ...dashboard().reviews.flatMap(({ pictures }) =>
          pictures.map(({ path }) => file(`/dashboard/${path}`, drawn, 'image/svg+xml')),
        ),
      ]),
    );
    const found = await visit(
      browser,
      `${served.origin}/dashboard/`,
      async ({ page: shown, complaints }) => {
        await shown.evaluate('for (const one of document.querySelectorAll("details")) one.open = true');
        return {
          problems: await accessibilityProblems(shown),
          runsOff: await runsOffTheSide(shown),
          complaints,
          title: await shown.title(),
        };
      },
      options,
    );
    await served.stop();
    expect(found).toEqual({
      problems: [],
      runsOff: false,
      complaints: [],
      title: 'Officers’ dashboard – Example Safeguarding Children Partnership',
    });
  });
});

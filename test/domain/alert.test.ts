import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { listingSchema } from '#shared/domain/listing/listing-schema.ts';
import { renderAlert } from '#shared/domain/messages/alert.ts';
import { columnsOf, fill, wrap } from '#shared/domain/messages/plain-mail.ts';
import { parseSettings, type Settings } from '#shared/domain/settings.ts';
import { aSettings } from '../support/a-settings.ts';
import { anEntry } from '../support/an-entry.ts';
import { hostileText } from '../support/hostile-text.ts';
import { SEED_ENTRIES, seedSettings } from '../support/seed-listing.ts';

const settings = aSettings();

const withPublisher = (changes: Partial<Settings['publisher']>): Settings =>
  parseSettings({ ...settings, publisher: { ...settings.publisher, ...changes } });

/** Lines longer than 78 columns that are not an address alone. */
const longLines = (text: string) =>
  text.split('\n').filter((line) => columnsOf(line) > 78 && !/^https?:\/\/\S+$/.test(line));

describe('alert', () => {
  test('its identity is the permalink, the event and the count', () => {
    expect(renderAlert(anEntry(), 'new', 1, settings).id).toBe('/reviews/2024/baby-eva/#new-1');
    expect(renderAlert(anEntry(), 'changed', 3, settings).id).toBe('/reviews/2024/baby-eva/#changed-3');
  });

  test('the e-mail warns before it tells, links and says how to stop', () => {
    const { email } = renderAlert(anEntry(), 'new', 1, settings);
    expect(email).toMatchInlineSnapshot(`
      "Example Safeguarding Children Partnership has published a safeguarding
      practice review.

      Safeguarding practice reviews describe serious harm, abuse or death. You may
      find what follows upsetting.

      To talk to someone: Samaritans 116 123 (all day, every day). Childline for
      under-19s 0800 1111. NSPCC, if you are worried about a child, 0808 800 5000.
      In an emergency call 999.

      Baby Eva
      Local Child Safeguarding Practice Review
      Published: 24 April 2024

      Baby Eva was four months old when she was taken to hospital with a fracture.

      Read the review, and the report itself:
      https://reviews.example.org/reviews/2024/baby-eva/

      You receive this because you asked Example Safeguarding Children Partnership
      to tell you of reviews. To change what you hear of, or to stop, go to the
      address below and paste the last link of this e-mail there. Opening that link
      itself stops everything at once. Or write to reviews@example.org.
      https://reviews.example.org/subscribe/change/
      "
    `);
  });

  test("an officer's content warning takes the place of the usual one", () => {
    const { email } = renderAlert(anEntry({ contentWarning: 'Describes a fire.' }), 'new', 1, settings);
    expect(email.indexOf('Describes a fire.')).toBeLessThan(email.indexOf('Baby Eva'));
    expect(email).not.toContain('serious harm, abuse or death');
  });

  test('a change says what changed', () => {
    const entry = anEntry({ changes: [{ at: '2024-07-01T10:00:00.000Z', note: 'Corrected a date.' }] });
    expect(renderAlert(entry, 'changed', 1, settings).email).toContain('What changed: Corrected a date.');
    expect(renderAlert(entry, 'new', 1, settings).email).not.toContain('Corrected');
  });

  test('subject and SMS hold nothing of the case, not even its title or its address', () => {
    for (const entry of SEED_ENTRIES) {
      const { subject, sms } = renderAlert(entry, 'new', 1, seedSettings());
      expect(subject).toBe('New safeguarding practice review from Example Safeguarding Children Partnership');
      expect(sms).toBe(
        `Example Safeguarding Children Partnership has published a safeguarding practice review: https://reviews.example.org/reviews/${entry.year}/`,
      );
      expect(subject + sms).not.toContain(entry.title);
      expect(subject + sms).not.toContain(entry.slug);
    }
  });

  test('a long publisher and a long site address still fit an SMS with a whole link, or none', () => {
    const site = `https://${'long-name.'.repeat(6)}example.org`;
    const { sms } = renderAlert(anEntry(), 'new', 1, withPublisher({ name: 'Gŵyr '.repeat(40), site }));
    expect(sms).toBe(`A safeguarding practice review has been published: ${site}/`);
    const tooLong = `https://${'long-name.'.repeat(12)}example.org`;
    expect(renderAlert(anEntry(), 'new', 1, withPublisher({ site: tooLong })).sms).not.toContain('https');
  });

  test('a Welsh publisher tells it in Welsh, then in English', () => {
    const alert = renderAlert(anEntry(), 'new', 1, withPublisher({ language: 'cy', name: 'Bwrdd Gŵyr' }));
    expect(alert.subject).toBe('Adolygiad ymarfer diogelu newydd gan Bwrdd Gwyr');
    expect(alert.email).toContain('Cyhoeddwyd: 24 Ebrill 2024');
    expect(alert.email.indexOf('Cyhoeddwyd')).toBeLessThan(alert.email.indexOf('Published: 24 April 2024'));
  });

  test('filter policies can ask for event, type, year and themes', () => {
    expect(renderAlert(anEntry({ themes: ['Neglect', 'Housing'] }), 'new', 1, settings).attributes).toEqual({
      event: 'new',
      type: 'lcspr',
      year: 2024,
      themes: ['neglect', 'housing'],
    });
  });

  test('machines get the item of the listing', () => {
    const item = JSON.parse(renderAlert(anEntry(), 'new', 1, settings).json);
    expect(item.id).toBe('https://reviews.example.org/reviews/2024/baby-eva/');
    expect(Object.keys(JSON.parse(listingSchema('x')).properties.items.items.properties)).toEqual(
      expect.arrayContaining(Object.keys(item)),
    );
  });

  test('whatever a title, summary or publisher holds, every limit is kept', () => {
    fc.assert(
      fc.property(hostileText, hostileText, hostileText, (title, summary, name) => {
        const alert = renderAlert(
          anEntry({ title, summary, contentWarning: summary, typeName: title, themes: [title] }),
          'new',
          1,
          withPublisher({ name: `${name}abc` }),
        );
        expect(alert.subject).toMatch(/^[!-~][ -~]{0,98}$/);
        expect(alert.sms).toMatch(/^[ -~]{1,140}$/);
        expect(longLines(alert.email)).toEqual([]);
        // biome-ignore lint/suspicious/noControlCharactersInRegex: looks for them.
        expect(alert.email).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('plain mail', () => {
  test('lines break at white space, a word that is too long is cut, an address is not', () => {
    const address = `https://example.org/${'a'.repeat(90)}`;
    expect(wrap(`see ${address} there`, 20)).toBe(`see\n${address}\nthere`);
    expect(wrap('abcdefghij klm', 5)).toBe('abcde\nfghij\nklm');
    expect(wrap('one two\nthree', 7, '  ')).toBe('  one\n  two\n  three');
  });

  test('a value is never read for places', () => {
    expect(fill('{a} {b} {c}', { a: '{b}', b: 'x' })).toBe('{b} x {c}');
  });
});

import { expect, test } from 'vitest';
import { documentTitles } from '#shared/domain/messages/document-title.ts';
import { aSettings } from '../support/a-settings.ts';

const english = aSettings();
const welsh = { publisher: { ...english.publisher, language: 'cy' } } as const;
const DOCUMENTS = [
  { kind: 'report', language: 'en-GB' },
  { kind: 'briefing', language: 'en-GB' },
  { kind: 'briefing', language: 'pl' },
  { kind: 'translation', language: 'ar' },
  { kind: 'translation', language: 'ar' },
  { kind: 'translation', language: 'cy' },
  { kind: 'translation', language: undefined },
  { kind: 'translation', language: 'no language' },
] as const;

test('a translation is called after its language, in the words of the page and in its own', () => {
  expect(documentTitles(DOCUMENTS, english)).toEqual([
    'Report',
    'Briefing',
    'Briefing 2',
    'Arabic translation (العربية)',
    'Arabic translation 2 (العربية)',
    'Welsh translation (Cymraeg)',
    'Translation',
    'no language translation',
  ]);
  expect(documentTitles(DOCUMENTS, welsh).slice(2, 6)).toEqual([
    'Papur briffio 2',
    'Cyfieithiad Arabeg (العربية)',
    'Cyfieithiad Arabeg 2 (العربية)',
    'Cyfieithiad Cymraeg',
  ]);
});

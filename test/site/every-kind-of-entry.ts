import type { Entry } from '#shared/domain/listing/entry.ts';
import { goneEntry } from '#shared/domain/listing/project-entry.ts';
import { aDocument, anEntry, aRetiredEntry, aWithdrawnEntry } from '../support/an-entry.ts';
import { SEED_ENTRIES } from '../support/seed-listing.ts';

/** The seven reviews, and one of each that could look wrong. */
export function everyKindOfEntry(): Entry[] {
  return [
    ...SEED_ENTRIES,
    anEntry({
      year: 2025,
      slug: 'hostile',
      title: '"><img src=x onerror=document.title="broken"><script>document.title="broken"</script>',
      summary: '</p><script>document.title="broken"</script> & so on',
      publishedOn: '2025-03-01',
      themes: ['<b>Theme</b>'],
    }),
    anEntry({
      year: 2025,
      slug: 'long',
      title: 'Learning from the life of a child whose name is long '.repeat(6).trim(),
      publishedOn: '2025-06',
      contentWarning: 'Describes sexual abuse of a child.',
      changes: [{ at: '2026-01-02T10:00:00.000Z', note: 'Corrected the date of the inquest.' }],
      documents: [
        aDocument(),
        ...Array.from({ length: 12 }, (_, index) =>
          aDocument({
            kind: 'briefing',
            file: `briefing-${index + 1}.pdf`,
            title: `Briefing ${index + 1}`,
            pages: 2,
            language: index === 0 ? 'cy' : 'en-GB',
          }),
        ),
      ],
    }),
    anEntry({
      year: 2025,
      slug: 'right-to-left',
      title: 'ילד א',
      summary: '',
      language: 'he',
      publishedOn: '2025',
      reviewers: [],
      documents: [aDocument({ language: 'he' })],
    }),
    anEntry({
      year: 2025,
      slug: 'as-a-page',
      title: 'Child P',
      publishedOn: '2025-02-01',
      documents: [aDocument({ edition: 'rendered from anEdition' })],
    }),
    anEntry({
      year: 2025,
      slug: 'delayed',
      title: 'Child D',
      publishedOn: '2025-01-02',
      summary: 'A trial is to be waited for.',
      withoutReport: 'delayed',
      documents: [],
    }),
    goneEntry({ ...aWithdrawnEntry({ year: 2022, slug: 'moved' }) }, '2022-06-07T09:00:00.000Z'),
    aRetiredEntry(),
    aWithdrawnEntry(),
    aWithdrawnEntry({ year: 2022, slug: 'child-w' }),
  ];
}

import type { Block, Edition, Inline } from '#shared/domain/listing/edition.ts';

const words = (text: string, page: number, more: Partial<Inline> = {}): Inline[] => [{ text, page, ...more }];
const paragraph = (text: string, page: number, more: Partial<Inline> = {}): Block => ({
  kind: 'paragraph',
  words: words(text, page, more),
});

/** An edition with one of everything, and words that could break a page. */
export function anEdition(): Edition {
  return {
    language: 'en-GB',
    pages: 6,
    blocks: [
      { kind: 'heading', level: 1, words: words('Introduction', 1) },
      {
        kind: 'paragraph',
        words: [
          { text: 'It began on page one ', page: 1 },
          { text: '1', page: 1, raised: true },
          { text: ' and went on ', page: 2, bold: true },
          { text: 'over the page', page: 2, href: '#page-1' },
          { text: ' & further', page: 2, href: 'https://www.example.org/?a=1&b=2' },
        ],
      },
      { kind: 'note', blocks: [paragraph('1 A note.', 2)] },
      { kind: 'heading', level: 2, words: words('<script>document.title="broken"</script>', 4) },
      { kind: 'heading', level: 3, words: words('Deeper', 4) },
      paragraph('Geiriau Cymraeg', 4, { language: 'cy' }),
      paragraph('ילד א', 4, { language: 'he' }),
      paragraph('A link to nowhere', 4, { href: 'javascript:alert(1)' }),
      {
        kind: 'list',
        items: [
          { label: [], blocks: [paragraph('One', 4)] },
          {
            label: [],
            blocks: [
              paragraph('Two', 4),
              { kind: 'list', items: [{ label: [], blocks: [paragraph('Three', 4)] }] },
            ],
          },
        ],
      },
      { kind: 'list', items: [{ label: words('(a)', 4), blocks: [paragraph('Labelled', 5)] }] },
      {
        kind: 'table',
        caption: words('Agencies', 5),
        rows: [
          [
            { scope: 'col', columns: 2, rows: 1, blocks: [paragraph('Agency', 5)] },
            {
              scope: 'col',
              columns: 1,
              rows: 1,
              blocks: [paragraph('A very long word: multidisciplinarysafeguardingarrangements', 5)],
            },
          ],
          [
            { scope: 'row', columns: 1, rows: 1, blocks: [paragraph('Police', 5)] },
            { columns: 1, rows: 1, blocks: [] },
            { columns: 1, rows: 1, blocks: [paragraph('One', 5), paragraph('Two', 5)] },
          ],
        ],
      },
      { kind: 'quote', blocks: [paragraph('“Somebody should have asked.”', 5)] },
      { kind: 'figure', page: 5, alternative: 'A chart of "contacts"', language: 'cy', blocks: [] },
      { kind: 'figure', page: 5, blocks: [paragraph('Figure 1: contacts', 5)] },
    ],
  };
}

import type { DashboardSources } from '#shared/domain/dashboard/dashboard.ts';
import type { Facts } from '#shared/domain/review/fact.ts';
import type { FindingCode } from '#shared/domain/review/finding.ts';
import { aReview } from '../support/a-review.ts';
import { aDocument, anEntry } from '../support/an-entry.ts';

const NAUGHTY = '"><img src=x onerror=document.title="broken"><script>document.title="broken"</script>';

const report = (words: string) => ({ source: 'report', page: 1, words }) as const;
const factsOf = (title: string): Facts => ({
  title: { value: title, confidence: 1, provenance: report(title) },
  type: { value: 'lcspr', confidence: 1, provenance: { source: 'note' } },
  summary: { value: `${title} was two years old.`, confidence: 1, provenance: report('The case') },
  pages: 30,
  candidates: { title: [title] },
});

function held(name: string, findings: readonly [FindingCode, string][], title = name) {
  const key = `${name}.pdf`;
  return aReview({
    name,
    outcome: 'held',
    outcomeAt: '2026-06-03T09:00:00.000Z',
    seen: { [key]: { etag: 'one', since: '2026-06-03T08:59:00.000Z' } },
    facts: factsOf(title),
    findings: findings.map(([code, message], at) => ({ code, page: at + 1, box: [1, 2, 3, 4], message })),
  });
}

/** One upload of each outcome, and some that could look wrong. */
export function everyKindOfUpload(): DashboardSources {
  const publication = {
    facts: factsOf('Baby Eva'),
    themes: ['Neglect'],
    documents: [aDocument()] as [ReturnType<typeof aDocument>],
    reportKey: 'baby-eva.pdf',
    changes: [],
    alertAgain: false,
  };
  const listed = { outcome: 'approved', publication, firstListedAt: '2026-06-01T09:00:00.000Z' } as const;
  const reviews = [
    aReview({ ...listed, name: 'baby-eva' }),
    aReview({
      name: 'ben',
      outcome: 'approved',
      outcomeAt: '2026-06-02T09:00:00.000Z',
      scheduled: { ...publication, facts: factsOf('Ben'), publishAt: '2026-07-01T08:00:00.000Z' },
    }),
    held('wren', [
      ['annotation-comment', 'A note is attached to the page: “I█ t███”.'],
      ['hidden-text-under-box', 'Words lie under a box.'],
      ['title-missing', 'No title was found.'],
      ['untagged', 'The file has no tags.'],
    ]),
    held(NAUGHTY, [['postcode', `A postcode: ${NAUGHTY}`]], NAUGHTY),
    held('ילד א', [['second-person', 'It waits for a second person.']], 'ילד א '.repeat(60)),
    held('without-end-'.repeat(20), [['draft-marker', 'DRAFT']]),
    aReview({ name: 'cut', outcome: 'rejected', reason: 'cut.pdf: damaged.\ncut.yaml: Line 2: colour' }),
    aReview({ name: 'gone', outcome: 'withdrawn', outcomeAt: '2026-06-04T09:00:00.000Z' }),
    aReview({ ...listed, name: 'old', retiredAt: '2026-06-05T09:00:00.000Z' }),
  ];
  return {
    reviews,
    entries: [anEntry({ upload: 'baby-eva' })],
    objects: ['baby-eva.pdf', 'wren.pdf', 'wren.yaml', 'new.pdf', 'letter.docx'].map((key) => ({
      key,
      etag: 'one',
      modifiedAt: '2026-06-01T08:59:00.000Z',
    })),
    now: '2026-06-24T08:31:00.000Z',
  };
}

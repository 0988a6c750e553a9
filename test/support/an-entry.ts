import { createHash } from 'node:crypto';
import type { PublishedEntry, RetiredEntry, WithdrawnEntry } from '#shared/domain/listing/entry.ts';

/** A published review. */
export function anEntry(changes: Partial<PublishedEntry> = {}): PublishedEntry {
  return {
    year: 2024,
    slug: 'baby-eva',
    part: 1,
    upload: 'secret-upload-name',
    revision: 2,
    status: 'published',
    title: 'Baby Eva',
    type: 'lcspr',
    listedUnder: [changes.type ?? 'lcspr'],
    everBeside: (changes.documents ?? [aDocument()]).map(({ file }) => file),
    typeName: 'Local Child Safeguarding Practice Review',
    publishedOn: '2024-04-24',
    themes: [],
    firstListedAt: '2024-04-24T08:00:00.000Z',
    modifiedAt: '2024-04-24T08:00:00.000Z',
    summary: 'Baby Eva was four months old when she was taken to hospital with a fracture.',
    reviewers: ['Marguerite Ashdown'],
    partnership: 'Example Safeguarding Children Partnership',
    language: 'en-GB',
    documents: [aDocument()],
    changes: [],
    ...changes,
  };
}

export function aDocument(
  changes: Partial<PublishedEntry['documents'][number]> = {},
): PublishedEntry['documents'][number] {
  return {
    kind: 'report',
    file: 'report.pdf',
    title: 'Report',
    sha256: createHash('sha256').update(JSON.stringify(changes)).digest('hex'),
    bytes: 182_995,
    pages: 21,
    language: 'en-GB',
    ...changes,
  };
}

/** A review whose report was taken down at the end of its time. */
export function aRetiredEntry(changes: Partial<RetiredEntry> = {}): RetiredEntry {
  return {
    year: 2019,
    slug: 'child-m',
    part: 1,
    upload: 'secret-upload-name',
    revision: 4,
    status: 'retired',
    title: 'Child M',
    type: 'scr',
    listedUnder: [changes.type ?? 'scr'],
    everBeside: ['report.pdf'],
    typeName: 'Serious Case Review',
    publishedOn: '2019-03',
    themes: [],
    firstListedAt: '2019-03-04T09:00:00.000Z',
    modifiedAt: '2020-04-01T00:05:00.000Z',
    retiredOn: '2020-04-01',
    ...changes,
  };
}

/** A review that was withdrawn. */
export function aWithdrawnEntry(changes: Partial<WithdrawnEntry> = {}): WithdrawnEntry {
  return {
    year: 2021,
    slug: 'family-w',
    part: 1,
    upload: 'secret-upload-name',
    revision: 5,
    status: 'withdrawn',
    listedUnder: ['lcspr'],
    everBeside: ['report.pdf'],
    withdrawnOn: '2022-06-07',
    ...changes,
  };
}

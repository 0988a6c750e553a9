import { hash } from 'node:crypto';
import { type DocumentKind, type Fact, type Facts, markPictures } from '#shared/domain/review/fact.ts';
import type { Finding } from '#shared/domain/review/finding.ts';
import type { Examination, Examiner } from '#shared/ports.ts';

/** The contents of a made-up PDF. A fact that is null is not in it. */
export interface PdfWords {
  readonly kind: DocumentKind;
  readonly title: string | null;
  readonly type: string | null;
  readonly publishedOn: string | null;
  readonly reportedOn: string | null;
  readonly reviewers: readonly string[] | null;
  readonly partnership: string | null;
  readonly summary: string | null;
  readonly language: string | null;
  readonly pages: number;
  readonly namesNobody: boolean;
  readonly findings: readonly Finding[];
  /** A name in its properties that no page shows. */
  readonly propertyName: string | null;
  /** Its pages are pictures: read only by an examiner that recognizes words. */
  readonly isScan: boolean;
  /** Why there can be no clean copy. */
  readonly refused: string | null;
  /** Whether there is an edition, or why not; an untagged PDF has none. */
  readonly edition: 'untagged' | 'tagged' | { readonly none: string };
}

const SUMMARY =
  'Baby Eva was four months old when she was brought to hospital with injuries that nobody could explain. ' +
  'This review looked at how health visitors, the family nurse and the social workers shared what each of ' +
  'them knew of her parents, and what would help professionals to see the world of a baby who cannot speak.';

/** The bytes of a made-up PDF for `memoryExaminer`. Tests name only the fields they are about. */
export function aPdf(words: Partial<PdfWords> = {}): Uint8Array {
  const all: PdfWords = {
    kind: 'report',
    title: 'Baby Eva',
    type: 'lcspr',
    publishedOn: '2026-01-28',
    reportedOn: null,
    reviewers: ['Ann Example'],
    partnership: 'Example Safeguarding Children Partnership',
    summary: SUMMARY,
    language: 'en-GB',
    pages: 40,
    namesNobody: false,
    findings: [],
    propertyName: null,
    isScan: false,
    refused: null,
    edition: 'untagged',
    ...words,
  };
  return new TextEncoder().encode(JSON.stringify(all));
}

export interface MemoryExaminer extends Examiner {
  /** From now on these bytes are examined like this. */
  script(pdf: Uint8Array, examination: Examination | (() => Examination)): void;
  /** How many PDFs were examined. */
  readonly examined: number;
}

const NAME_IN_PROPERTIES: Finding = { code: 'property-name', message: 'A name stands in the properties.' };
const IS_SCAN: Finding = { code: 'no-text', page: 1, message: 'Every page is a picture, as of a scan.' };

/** Reads what `aPdf` makes; other bytes are rejected as the real one would. */
export function memoryExaminer({ recognizes = false } = {}): MemoryExaminer {
  const scripted = new Map<string, Examination | (() => Examination)>();
  let examined = 0;
  return {
    get examined() {
      return examined;
    },
    script(pdf, examination) {
      scripted.set(hash('sha256', pdf), examination);
    },
    async examine(pdf, titles = []) {
      examined += 1;
      const script = scripted.get(hash('sha256', pdf));
      if (script) return typeof script === 'function' ? script() : script;
      if (pdf.length === 0) return { readable: false, code: 'empty', message: 'The file is empty.' };
      const words = read(pdf);
      if (!words) return { readable: false, code: 'not-a-pdf', message: 'The file is not a PDF.' };
      const { kind, isScan, propertyName, namesNobody } = words;
      const isKnown = propertyName === null || titles.some((title) => title.includes(propertyName));
      const findings = isKnown ? words.findings : [...words.findings, NAME_IN_PROPERTIES];
      if (!isScan) return { readable: true, kind, facts: factsOf(words), findings, namesNobody };
      if (recognizes)
        return {
          readable: true,
          kind,
          facts: markPictures(factsOf(words), new Set([1])),
          findings: [IS_SCAN, ...findings],
        };
      const nothing: Facts = { pages: words.pages, candidates: {} };
      return { readable: true, kind: 'other', facts: nothing, findings: [IS_SCAN], needsRecognition: true };
    },
    async clean(pdf, { title, language, publisher }) {
      const { refused, edition } = read(pdf) ?? {};
      if (refused) return { refused };
      const copy = new TextEncoder().encode(
        `clean ${JSON.stringify([title, language, publisher, edition])} ${hash('sha256', pdf)}`,
      );
      return { pdf: copy, sha256: hash('sha256', copy) };
    },
    async edition(copy, language) {
      const text = new TextDecoder().decode(copy);
      const [, parts = '[]'] = /^clean (.*) [0-9a-f]{64}$/s.exec(text) ?? [];
      const [title, , , edition = 'untagged'] = JSON.parse(parts);
      if (edition === 'untagged') return undefined;
      if (edition !== 'tagged') return edition;
      // Names the PDF that it is of: the promises look for it.
      const words = [{ text: `${title} ${text.slice(-64)}`, page: 1 }];
      return { edition: { language, pages: 1, blocks: [{ kind: 'paragraph', words }] } };
    },
  };
}

function read(pdf: Uint8Array): PdfWords | undefined {
  const text = new TextDecoder().decode(pdf);
  return text.startsWith('{"kind":') ? JSON.parse(text) : undefined;
}

function factsOf(words: PdfWords): Facts {
  const fact = <T>(value: T): Fact<T> => ({
    value,
    confidence: 1,
    provenance: { source: 'report', page: 1, words: String(value).slice(0, 40) },
  });
  return {
    ...(words.title !== null && { title: fact(words.title) }),
    ...(words.type !== null && { type: fact(words.type) }),
    ...(words.publishedOn !== null && { publishedOn: fact(words.publishedOn) }),
    ...(words.reportedOn !== null && { reportedOn: fact(words.reportedOn) }),
    ...(words.reviewers !== null && { reviewers: fact(words.reviewers) }),
    ...(words.partnership !== null && { partnership: fact(words.partnership) }),
    ...(words.summary !== null && { summary: fact(words.summary) }),
    ...(words.language !== null && { language: fact(words.language) }),
    pages: words.pages,
    candidates: {},
  };
}

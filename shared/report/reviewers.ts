import type { Fact } from '#shared/domain/fact.ts';
import type { FrontLine } from './front-matter.ts';
import { AUTHOR_ROLE, AUTHORED_BY, OTHER_ROLE, peopleIn } from './people.ts';
import type { TidyReport } from './tidy-lines.ts';

export interface Reviewers {
  readonly fact?: Fact<readonly string[]>;
  readonly candidates: readonly string[];
  /** Lines that name people or their roles: none of them is the title. */
  readonly lines: ReadonlySet<FrontLine>;
}

/** What a line on the cover says of people. */
type Mention =
  | {
      readonly kind: 'author' | 'other';
      readonly names: readonly string[];
      readonly expects: 'next' | 'either' | 'more' | 'none';
    }
  | { readonly kind: 'names'; readonly names: readonly string[] }
  | { readonly kind: 'nothing' };

/** Who wrote the report: one or more, without titles and post-nominals. Chairs, panel members and endorsers are not. */
export function readReviewers(front: readonly FrontLine[], report: TidyReport): Reviewers {
  const lines = front.filter((line) => !line.prose);
  const mentions = lines.map((line) => mentionIn(line.text));
  const used = new Set<FrontLine>();
  const unclaimed = new Set<number>();
  const authors: { name: string; line: FrontLine }[] = [];
  const namesFirst = orientation(mentions);
  const claim = (i: number, author: boolean): void => {
    const mention = mentions[i];
    const line = lines[i];
    if (!line || !mention || mention.kind === 'nothing') return;
    used.add(line);
    unclaimed.delete(i);
    claimed.add(i);
    if (author) for (const name of mention.names) authors.push({ name, line });
  };
  const claimed = new Set<number>();

  mentions.forEach((mention, i) => {
    if (mention.kind === 'nothing' || claimed.has(i)) return;
    if (mention.kind === 'names') {
      unclaimed.add(i);
      return;
    }
    const author = mention.kind === 'author';
    claim(i, author);
    if (mention.names.length > 0 && mention.expects === 'none') return;
    const free = (j: number): boolean => mentions[j]?.kind === 'names' && !claimed.has(j);
    const near = (j: number): boolean => lines[j]?.page === lines[i]?.page;
    if (mention.expects === 'either' && free(i - 1) && near(i - 1) && (namesFirst || !free(i + 1))) {
      // "Harriet Colne / Independent Reviewer": the role stands below the name.
      for (let j = i - 1; free(j) && near(j); j--) {
        claim(j, author);
        if (!/reviewers|authors|writers/i.test(lines[i]?.text ?? '')) break;
      }
      return;
    }
    if (
      mention.expects === 'either' &&
      mentions[i - 1]?.kind === 'author' &&
      claimed.has(i - 1) &&
      !free(i + 1)
    )
      return;
    const many =
      mention.expects === 'more' ||
      /(?:authors|reviewers|writers|awduron|members|chairs)\b|\band$|&$|,$/i.test(lines[i]?.text ?? '');
    for (let j = i + 1; free(j) && near(j); j++) {
      claim(j, author);
      if (!many && !/(?:\band|&|,)$/i.test(lines[j]?.text ?? '')) break;
    }
  });

  const names = [...new Set(authors.map(({ name }) => name))];
  const loose = [...unclaimed].flatMap((i) => {
    const mention = mentions[i];
    return mention && mention.kind === 'names' ? mention.names : [];
  });
  const first = authors[0];
  if (first) {
    const words = [...new Set(authors.map(({ line }) => line.text))].join(' / ');
    return {
      fact: {
        value: names,
        confidence: 0.95,
        provenance: { source: 'report', page: first.line.page, words },
      },
      candidates: loose,
      lines: used,
    };
  }
  const inBody = namedInBody(report);
  return { ...(inBody && { fact: inBody }), candidates: loose, lines: used };
}

function mentionIn(text: string): Mention {
  if (text.length > 140) return { kind: 'nothing' };
  const by = AUTHORED_BY.exec(text);
  if (by) {
    const rest = text.slice(by[0].length).replace(/^\s*[:–—-]?\s*/, '');
    const bare = rest
      .replace(/^(?:the\s+)?/i, '')
      .replace(startingRole(rest), '')
      .replace(/^\s*[:,–—-]?\s*/, '');
    const names = peopleIn(bare);
    if (names.length > 0)
      return { kind: 'author', names, expects: /(?:\band|&|,)$/i.test(text) ? 'more' : 'none' };
    if (bare === '') return { kind: 'author', names: [], expects: /s$/i.test(rest) ? 'more' : 'next' };
  }
  const role = AUTHOR_ROLE.exec(text);
  if (role) {
    const before = text.slice(0, role.index).replace(/[\s:,(–—-]+$/, '');
    const after = text.slice(role.index + role[0].length);
    const namesBefore = peopleIn(before);
    const namesAfter = peopleIn(after.replace(/^[\s:)–—,-]+/, ''));
    if (namesAfter.length > 0 && namesBefore.length === 0 && isLabelLike(before))
      return { kind: 'author', names: namesAfter, expects: /(?:\band|&|,)$/i.test(text) ? 'more' : 'none' };
    if (namesBefore.length > 0) return { kind: 'author', names: namesBefore, expects: 'none' };
    if (isLabelLike(before) && isLabelLike(after)) {
      return { kind: 'author', names: [], expects: /:\s*$/.test(text) ? 'next' : 'either' };
    }
    return { kind: 'nothing' };
  }
  if (OTHER_ROLE.test(text) && !(startsWithName(text) && !NO_AUTHOR.test(text))) {
    const names = peopleIn(text.replace(/^[^:]*:/, ''));
    const allNames = names.length > 0 ? names : peopleIn(text.replace(OTHER_ROLE, ','));
    if (allNames.length > 0) return { kind: 'other', names: allNames, expects: 'none' };
    if (text.length < 70 && !/\d{4}/.test(text))
      return { kind: 'other', names: [], expects: /:\s*$|\bby$/i.test(text) ? 'next' : 'either' };
    return { kind: 'nothing' };
  }
  const names = peopleIn(text);
  return names.length > 0 && startsWithName(text) ? { kind: 'names', names } : { kind: 'nothing' };
}

/** Roles that exclude, unlike a post: "Paul Standen, Designated Nurse" may well be an author. */
const NO_AUTHOR =
  /\b(?:chair(?:s|man|woman|person)?|endorsed|approved|commissioned|panel|sponsor|contact|members?|scrutineer|on behalf of|safeguarding partners|cadeirydd)\b/i;

const startingRole = (text: string): RegExp => {
  const match = AUTHOR_ROLE.exec(text);
  return match && match.index <= 4 ? AUTHOR_ROLE : /^$/;
};

/** Nothing, or words that can stand around a role without being somebody else's: "Name of", "(s)", "Post". */
const isLabelLike = (text: string): boolean =>
  /^[\s:.,()–—/-]*(?:(?:the|name|names|of|and|&|report|review|overview|independent|chair|s|post|role|lead|details|for)[\s:.,()–—/-]*)*$/i.test(
    text,
  );

const startsWithName = (text: string): boolean =>
  peopleIn(text.split(/,|\(|\s[–—-]\s| and | & /)[0] ?? '').length === 1;

/** Whether names stand above their roles on this cover. */
function orientation(mentions: readonly Mention[]): boolean {
  const first = mentions.find(
    (mention) => mention.kind === 'names' || (mention.kind !== 'nothing' && mention.expects === 'either'),
  );
  return first?.kind === 'names';
}

const IN_BODY: readonly RegExp[] = [
  /\b(?:independent|lead)\s+(?:lead\s+)?(?:overview\s+)?(?:report\s+)?(?:reviewers?|authors?),?\s+((?:(?:Dr|Professor|Prof|Mr|Mrs|Ms)\.?\s+)?\p{Lu}[\p{L}’'-]+(?:\s\p{Lu}[\p{L}’'-]+){1,2}(?:\s+and\s+(?:(?:Dr|Professor)\s+)?\p{Lu}[\p{L}’'-]+(?:\s\p{Lu}[\p{L}’'-]+){1,2})?),?\s+(?:was|were|is|has|who|an?)\b/u,
  /((?:(?:Dr|Professor|Prof|Mr|Mrs|Ms)\.?\s+)?\p{Lu}[\p{L}’'-]+(?:\s\p{Lu}[\p{L}’'-]+){1,2}(?:\s+and\s+\p{Lu}[\p{L}’'-]+(?:\s\p{Lu}[\p{L}’'-]+){1,2})?),?\s+(?:an?\s+independent\s+[\p{Ll} ]{0,40}?,?\s*)?(?:was|were)\s+(?:appointed|commissioned|engaged|asked)\s+(?:by\s+[^.]{0,60}?)?(?:as\s+(?:the\s+)?(?:joint\s+)?(?:independent\s+|lead\s+)*(?:reviewers?|authors?)|to\s+(?:lead|carry out|undertake|write|conduct|author)\b)/u,
  /\b(?:author|reviewer|lead reviewer|independent reviewer|report author) (?:of this (?:report|review)|for this review) (?:is|was) ((?:(?:Dr|Professor|Prof|Mr|Mrs|Ms)\.?\s+)?\p{Lu}[\p{L}’'-]+(?:\s\p{Lu}[\p{L}’'-]+){1,2})/u,
];

/** A sentence of the report that says who was appointed to write it. */
function namedInBody(report: TidyReport): Fact<readonly string[]> | undefined {
  for (const page of report.pages.slice(0, 12)) {
    const text = page.lines.map((line) => line.text).join(' ');
    if (!/author|reviewer|commissioned|appointed/.test(text)) continue;
    for (const pattern of IN_BODY) {
      const match = pattern.exec(text);
      const names = peopleIn(match?.[1] ?? '');
      if (match && names.length > 0) {
        return {
          value: names,
          confidence: 0.8,
          provenance: { source: 'report', page: page.number, words: match[0].trim() },
        };
      }
    }
  }
  return undefined;
}

import type { TidyLine, TidyReport } from '../normalize-lines.ts';
import { bareHeading } from '../summary/headings.ts';
import { alternatives, anyOf, type Phrase, phrase } from './phrases.ts';

/** A part that reports of reviews have, by the wordings of its heading. */
interface ReportPart {
  readonly part: 'opening' | 'story' | 'method' | 'people' | 'analysis' | 'outcome';
  readonly headings: readonly Phrase[];
}

export const REPORT_PARTS: readonly ReportPart[] = [
  {
    part: 'opening',
    headings: [
      phrase(
        'introduction|foreword|preface|preamble|overview|background|context|rhagair|cyflwyniad|cefndir',
        '1. Introduction',
      ),
      phrase('(?:executive )?summary|synopsis|at a glance|crynodeb', 'Executive summary'),
      phrase(
        'why (?:this|we|and)|about (?:this|the) (?:review|report)|reasons? for',
        'Why this review was carried out',
      ),
      phrase('legal (?:context|framework)|decision to|criteria|purpose', 'Legal framework'),
    ],
  },
  {
    part: 'story',
    headings: [
      phrase(
        '.{0,25}(?:circumstances|amgylchiadau).{0,45}',
        'Brief outline of circumstances resulting in the Review',
      ),
      phrase('the (?:facts|case|incident|critical incident|story)', 'The facts'),
      phrase('(?:case|brief) summary|summary of (?:the )?(?:case|events|facts|incident)', 'Case summary'),
      phrase(
        '(?:key|significant|critical) (?:events|episodes|practice episodes)|practice episodes',
        'Key practice episodes',
      ),
      phrase('narrative|chronology|timeline|what happened|story|journey|llinell amser', 'What happened'),
      phrase('who (?:was|is|were|are)|about \\p{Lu}\\p{L}+|pen (?:picture|portrait)s?', 'Who was Theo?'),
      phrase(
        'agency (?:involvement|contact|contributions?)|involvement of (?:agencies|services)|the agencies',
        'Agency involvement',
      ),
    ],
  },
  {
    part: 'method',
    headings: [
      phrase(
        'terms of reference|scope|methodology|method|approach|methodoleg|cylch gorchwyl',
        'Terms of reference',
      ),
      phrase(
        '(?:the )?(?:review )?process(?: of the review)?|how (?:this|the|we) .{0,30}review.{0,20}',
        'How the review was done',
      ),
      phrase(
        'key lines of enquiry|areas of focus|focus of the review|what (?:this|the) review (?:looked|considered).{0,15}',
        'Key lines of enquiry',
      ),
    ],
  },
  {
    part: 'people',
    headings: [
      phrase(
        '(?:the |family |household |subjects? and )?(?:family|families|genogram|household)(?: .{0,30})?',
        'Family composition',
      ),
      phrase(
        '(?:review )?panel(?: .{0,20})?|contributors?(?: .{0,20})?|parallel (?:processes|reviews|proceedings|investigations)',
        'Panel membership',
      ),
      phrase(
        '(?:contribution|involvement|views?|voice|participation|engagement) (?:of|from) .{0,40}',
        'Involvement of the family',
      ),
      phrase(
        'confidentiality|anonymity|equality(?: and diversity)?|local context|lived experience',
        'Confidentiality',
      ),
    ],
  },
  {
    part: 'analysis',
    headings: [
      phrase('.{0,30}(?:analysis|findings?|appraisal|dadansoddiad|canfyddiadau).{0,20}', 'Thematic analysis'),
      phrase('.{0,40}(?:themes?|learning|lessons|dysgu)(?: .{0,25})?', 'Learning themes'),
      phrase('good practice|what worked well|emerging themes|discussion', 'Good practice'),
    ],
  },
  {
    part: 'outcome',
    headings: [
      phrase(
        '(?:.{0,20} )?recommendations?(?: .{0,30})?|argymhellion|conclusions?(?: .{0,30})?|casgliad(?:au)?',
        'Recommendations',
      ),
      phrase(
        '(?:questions|challenges|considerations|next steps) for .{0,20}|improving systems(?: .{0,20})?',
        'Questions for the Board',
      ),
      phrase(
        'statements? (?:by|of) (?:reviewers?.{0,5}|independence)|gwella systemau(?: .{0,20})?',
        'Statement by reviewers',
      ),
    ],
  },
];

const PARTS = REPORT_PARTS.map(({ part, headings }) => ({
  part,
  pattern: new RegExp(`^(?:${alternatives(headings)})$`, 'iu'),
}));

/** How a report speaks of itself: it has looked at something, and says so. */
export const OWN_VOICE: readonly Phrase[] = [
  phrase(
    '(?:this|the|our) (?:\\p{L}+ ){0,4}(?:review|report) (?:has |also )?(?:look|consider|examine)(?:s|ed)',
    'The review looks at how agencies worked together.',
  ),
  phrase(
    '(?:this|the|our) (?:\\p{L}+ ){0,4}review (?:has |also )?(?:finds|found|makes|made|concludes|concluded|identified)',
    'This review found gaps.',
  ),
  phrase(
    '(?:this|the) (?:\\p{L}+ ){0,4}review (?:is|was) (?:about|commissioned|undertaken|carried out|conducted)',
    'This review is about a boy.',
  ),
  phrase(
    '(?:the|this) (?:review|panel|reviewers?|author) (?:has |have )?(?:heard|saw|noted|recommends?|explored?|explores)',
    'The panel heard from his aunt.',
  ),
  phrase('mae(?:’r| ’r)? adolygiad (?:hwn )?(?:yn|wedi)', 'Mae’r adolygiad hwn yn ystyried'),
];
const VOICE = anyOf(OWN_VOICE);

/** Headings under which only a review tells how it was done. */
export const OWN_PROCESS: readonly Phrase[] = [
  phrase('(?:the )?(?:review process|process of (?:the|this) review)', 'The review process'),
  phrase(
    '(?:scope|focus|purpose|aims?|conduct|background) (?:of|to) (?:the|this) .{0,30}review',
    'Scope of the review',
  ),
  phrase(
    'how (?:the|this) .{0,30}review was .{2,20}|(?:about|why) (?:the|this) .{0,30}review.{0,20}',
    'How the review was carried out',
  ),
];
const HEADED = [
  { part: 'own process', pattern: new RegExp(`^(?:${alternatives(OWN_PROCESS)})$`, 'iu') },
  ...PARTS,
];

/** A heading that a contents line still carries its leader dots and page behind. */
const LEADER = /\s*(?:\.{3,}|…+|(?:\. ){3,}).*$/;
const LONGEST_HEADING = 70;

/** Characters of a line; a longer one is no heading, even with leader dots and a page behind it. */
const LONGEST_LINE = LONGEST_HEADING + 120;
/** Characters; a shorter line is too little of a sentence to speak of the report. */
const SHORTEST_SENTENCE = 25;

/**
 * The parts of a report of a review that this document has; `voice` and `own process` where it speaks of
 * itself as one.
 */
export function structureOf(report: TidyReport): ReadonlySet<string> {
  const found = new Set<string>();
  for (const line of report.pages.flatMap((page) => page.lines)) {
    if (found.size === PARTS.length + 2) return found;
    if (!found.has('voice') && speaksOfItself(line)) found.add('voice');
    const heading = headingOf(line);
    if (heading === undefined) continue;
    for (const { part, pattern } of HEADED) if (!found.has(part) && pattern.test(heading)) found.add(part);
  }
  return found;
}

const speaksOfItself = (line: TidyLine): boolean =>
  line.text.length > SHORTEST_SENTENCE && VOICE.test(line.text);

/** The words of a line that can be a heading by its length and how it begins and ends. */
function headingOf(line: TidyLine): string | undefined {
  if (line.beside || line.text.length > LONGEST_LINE) return undefined;
  const heading = bareHeading(line.text.replace(LEADER, ''));
  if (heading.length > LONGEST_HEADING || !/^\p{Lu}/u.test(heading) || /[.;,]$/.test(heading))
    return undefined;
  return heading;
}

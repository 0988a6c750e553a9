import { type Phrase, phrases } from '../phrases.ts';

/** A part that reports of reviews have, by the wordings of its heading. */
interface ReportPart {
  readonly part: 'opening' | 'story' | 'method' | 'people' | 'analysis' | 'outcome';
  readonly headings: readonly Phrase[];
}

export const REPORT_PARTS: readonly ReportPart[] = [
  {
    part: 'opening',
    headings: phrases`
  introduction|foreword|preface|preamble|overview|background|context|rhagair|cyflwyniad|cefndir  # 1. Introduction
  (?:executive )?summary|synopsis|at a glance|crynodeb  # Executive summary
  why (?:this|we|and)\b.{0,50}|about (?:this|the) (?:review|report)|reasons? for .{0,50}  # Why this review was carried out
  legal (?:context|framework)|decision to .{0,50}|criteria|purpose  # Legal framework
`,
  },
  {
    part: 'story',
    headings: phrases`
  .{0,25}(?:circumstances|amgylchiadau).{0,45}  # Brief outline of circumstances resulting in the Review
  the (?:facts|case|incident|critical incident|story)  # The facts
  (?:case|brief) summary|summary of (?:the )?(?:case|events|facts|incident)  # Case summary
  (?:key|significant|critical) (?:events|episodes|practice episodes)|practice episodes  # Key practice episodes
  narrative|chronology|timeline|what happened(?: .{0,30})?|story|journey|llinell amser  # What happened
  who (?:was|is|were|are) .{0,40}|about \p{Lu}\p{L}+|pen (?:picture|portrait)s?  # Who was Theo?
  (?:key (?:points|facts)|summary) about .{0,30}|(?:story|timeline|chronology) of .{0,45}  # Timeline of significant practice
  what led to (?:this|the) review.?  # What led to this review?
  agency (?:involvement|contact|contributions?)|involvement of (?:agencies|services)|the agencies  # Agency involvement
`,
  },
  {
    part: 'method',
    headings: phrases`
  terms of reference|scope|methodology|method|approach|methodoleg|cylch gorchwyl  # Terms of reference
  (?:the )?(?:review )?process(?: of the review)?|how (?:this|the|we) .{0,30}review.{0,20}  # How the review was done
  (?:how|what) (?:did )?we (?:worked?|ask(?:ed)?|do|did|go|went|look(?:ed)?)(?: .{0,20})?  # How did we go about it?
  key lines of enquiry|areas of focus|focus of the review  # Key lines of enquiry
  what (?:this|the) review (?:is|looked|considered|examined).{0,15}  # What this review is about
  what (?:this|the) review (?:aimed|set out|sought|wanted) to .{0,30}|(?:the|our) approach  # What the review set out to understand
`,
  },
  {
    part: 'people',
    headings: phrases`
  (?:the |family |household |subjects? and )?(?:family|families|genogram|household)(?: .{0,30})?  # Family composition
  (?:the )?review (?:team|group)(?: .{0,20})?  # The review team
  (?:review )?panel(?: .{0,20})?|contributors?(?: .{0,20})?|parallel (?:processes|reviews|proceedings|investigations)  # Panel membership
  (?:contribution|involvement|views?|voice|participation|engagement) (?:of|from) .{0,40}  # Involvement of the family
  confidentiality|anonymity|equality(?: and diversity)?|local context|lived experience  # Confidentiality
`,
  },
  {
    part: 'analysis',
    headings: phrases`
  .{0,30}(?:analysis|findings?|appraisal|dadansoddiad|canfyddiadau).{0,20}  # Thematic analysis
  .{0,40}(?:themes?|learning|lessons|dysgu)(?: .{0,25})?  # Learning themes
  what (?:has|have|had) been learn(?:ed|t).?|what (?:was|can be) learn(?:ed|t).?  # What has been learned?
  good practice|what worked well|emerging themes|discussion  # Good practice
  what (?:did |have )?we (?:find|found|learn(?:ed|t)?|see|saw)(?: .{0,15})?  # What did we find?
`,
  },
  {
    part: 'outcome',
    headings: phrases`
  (?:.{0,20} )?recommendations?(?: .{0,30})?|argymhellion|conclusions?(?: .{0,30})?|casgliad(?:au)?  # Recommendations
  (?:questions|challenges|considerations|next steps) for .{0,20}|improving systems(?: .{0,20})?  # Questions for the Board
  what (?:should|must|needs to|has to|will) (?:now )?change.{0,15}|what (?:happens|comes) next.?|next steps  # What must change?
  statements? (?:by|of) (?:reviewers?.{0,5}|independence)|gwella systemau(?: .{0,20})?  # Statement by reviewers
`,
  },
];

/** How a report speaks of itself: it has looked at something, and says so. */
export const OWN_VOICE = phrases`
  (?:this|the|our) (?:\p{L}+ ){0,4}(?:review|report) (?:has |also )?(?:look|consider|examine)(?:s|ed)  # The review looks at how agencies worked together.
  (?:this|the|our) (?:\p{L}+ ){0,4}review (?:has |also )?(?:finds|found|makes|made|concludes|concluded|identified)  # This review found gaps.
  (?:this|the) (?:\p{L}+ ){0,4}review (?:is|was) (?:about|commissioned|undertaken|carried out|conducted)  # This review is about a boy.
  (?:the|this) (?:review|panel|reviewers?|author) (?:has |have )?(?:heard|saw|noted|recommends?|explored?|explores)  # The panel heard from his aunt.
  mae(?:’r| ’r)? adolygiad (?:hwn )?(?:yn|wedi)  # Mae’r adolygiad hwn yn ystyried
`;

/** Headings under which only a review tells how it was done. */
export const OWN_PROCESS = phrases`
  (?:the )?(?:review process|process of (?:the|this) review)  # The review process
  (?:scope|focus|purpose|aims?|conduct|background) (?:of|to) (?:the|this) .{0,30}review  # Scope of the review
  how (?:the|this) .{0,30}review was .{2,20}|(?:about|why) (?:the|this) .{0,30}review.{0,20}  # How the review was carried out
`;

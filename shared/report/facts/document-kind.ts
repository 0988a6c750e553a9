import type { DocumentKind } from '#shared/domain/review/fact.ts';
import type { TidyReport } from '../normalize-lines.ts';
import type { FrontLine } from './front-matter.ts';

const WORDINGS: readonly (readonly [DocumentKind, RegExp])[] = [
  ['easy-read', /\beasy[\s-]?read\b|\beasy to read version\b|\bhawdd ei ddeall\b/i],
  [
    'briefing',
    /\b(?:7|seven)[\s-]*min(?:ute)?s?\b.{0,20}\b(?:briefing|learning|guide|summary)?|\b(?:practitioners?(?:’|'|s)*|learning|practice|staff|multi-agency|professionals?(?:’|'|s)*) (?:learning )?(?:briefing|bulletin|leaflet|summary)\b|^briefing\b|\bbriefing (?:note|paper|sheet)\b|\blearning (?:on a page|lessons leaflet|brief|poster)\b|\bbriefings? for (?:practitioners|professionals|staff)\b|\bmessages for (?:practitioners|professionals|staff|practice)\b|\b(?:one|two|three|five|ten|\d{1,2})[\s-]min(?:ute)? (?:guide|read|summary)\b/i,
  ],
  [
    'response',
    /\b(?:action|improvement|implementation) plan\b|\b(?:partnership|board|agency|single agency|safeguarding|multi-agency|our|published|partners?(?:’|'|s)*)(?:’s|'s)? response\b|^response (?:to|from)\b|\bresponse (?:to|from)\b.{0,60}\b(?:review|report|lcspr|cspr|scr|sar|dhr|recommendations|findings|publication)\b|\bprogress (?:against|on) (?:the )?recommendations\b/i,
  ],
  [
    'statement',
    /\b(?:press|media) (?:statement|release)\b|\b(?:public|joint|family|partnership) statement(?=$|\s*[:–—-]| (?:by|from|on|regarding|following|about)\b)|^statement\b|\bstatement (?:from|by|on|regarding|following)\b/i,
  ],
  ['translation', /\btranslat(?:ion|ed)\b|\bcyfieithiad\b/i],
];
/** What only the report itself calls itself. */
const REPORT =
  /\boverview report\b|\bfinal report\b|\b(?:full|learning|review|independent) report\b|\badroddiad\b|\bexecutive summary\b/i;
const LONGEST_COMPANION = 16;

/**
 * What a PDF is, by the words at its top: the report, or one of its companions. A long document is the report even if
 * it holds an action plan; a companion says so on its first page.
 */
export function readKind(front: readonly FrontLine[], report: TidyReport): DocumentKind {
  const first = report.pages[0];
  if (!first) return 'report';
  const top = [
    ...front.filter((line) => line.page === first.number && !line.prose),
    ...first.lines.slice(0, 6),
    ...report.furniture,
  ].filter((line) => line.text.length < 110);
  const biggest = Math.max(1, ...top.map((line) => line.size));
  if (report.pages.length > LONGEST_COMPANION) return 'report';
  const named = top.find((line) => REPORT.test(line.text));
  for (const [kind, pattern] of WORDINGS) {
    const line = top.find((one) => pattern.test(one.text) && (one.size >= biggest * 0.55 || one === top[0]));
    if (!line) continue;
    if (kind === 'translation' && report.pages.length > 2) return 'translation';
    if (named && named.size >= line.size * 0.9 && kind !== 'easy-read') continue;
    return kind;
  }
  return 'report';
}

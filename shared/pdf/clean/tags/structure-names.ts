import { namesIn } from '../names-in.ts';

/** Structure types and artefacts of ISO 32000-2, 14.8, and of the programs that reports are written in. */
const KNOWN = namesIn(`
  Document DocumentFragment Part Art Article Sect Div Aside BlockQuote Caption TOC TOCI Index NonStruct
  Private Title FENote Sub P H H1 H2 H3 H4 H5 H6 H7 H8 H9 H10 L LI Lbl LBody Table TR TH TD THead TBody
  TFoot Span Quote Note Reference BibEntry Code Link Annot Ruby RB RT RP Warichu WT WP Figure Formula
  Form Em Strong Artifact OC ReversedChars Clip Content Footnote Endnote Textbox Chart Diagram
  InlineShape Slide Textbody Workbook Worksheet Story StyleSpan Heading List Annotation PlacedGraphic
  Normal Standard Default Dialogsheet Chartsheet Macrosheet Background Watermark Body Header Footer
`);

export const isKnownTag = (name: string): boolean => KNOWN.has(name);

/** The tag of marked content in the copy: a free one is a name that somebody chose. */
export const tagFor = (name: string): string => (isKnownTag(name) ? name : 'Span');

/** Elements of an unknown type, which no reader could tell anything about. */
const UNKNOWN = 'NonStruct';

/** Roles of free structure types in roles; longer chains are circles. */
const MOST_ROLES = 10;

/**
 * The structure type in the copy: what the role map makes of it, so that no role map and no free name is
 * needed.
 */
export function typeFor(name: string, roleOf: (name: string) => string | undefined): string {
  let type = name;
  for (let step = 0; step < MOST_ROLES; step += 1) {
    const role = roleOf(type);
    if (role === undefined || role === type) break;
    type = role;
  }
  return isKnownTag(type) ? type : UNKNOWN;
}

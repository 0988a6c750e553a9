import type { SeenPage } from './seen-page.ts';

/**
 * A report as it was read: what a page shows, line by line, and what the file holds besides. Everything in
 * `shared/report` works on this model and nothing else, so that facts and checks are plain functions.
 * Coordinates are PDF points in the page as displayed (rotation applied, crop box at the origin): x to the
 * right from the left edge, y downwards from the top edge.
 */
export interface ReportModel {
  readonly pages: readonly Page[];
  readonly properties: Properties;
  /** `/Lang` of the catalogue. */
  readonly language?: string;
  readonly tagged: boolean;
  /** Titles of the outline (bookmarks), flattened. */
  readonly outline: readonly string[];
  /** Texts of the clean copy that no page shows, with their place. */
  readonly carried: readonly CarriedText[];
  /** Names of parts of the file, given by programs or people: tags, form fields, targets of links. */
  readonly labels: readonly Label[];
  readonly attachments: readonly string[];
  /** Where scripts were found, e.g. `document`, `page 3`. */
  readonly scripts: readonly { readonly page?: number; readonly where: string }[];
  readonly externalActions: readonly { readonly page?: number; readonly where: string }[];
  /** Optional content groups that are off by default, or that not all readers see. */
  readonly hiddenLayers: readonly string[];
  /** Text that only an earlier incremental revision shows. */
  readonly earlierRevisions: readonly { readonly page: number; readonly text: string }[];
  /** Encrypted with an owner password only (opens without one). */
  readonly ownerEncrypted: boolean;
}

/** The fields of a report model for a file with nothing besides its pages. */
export const NOTHING_BESIDES = {
  outline: [],
  carried: [],
  labels: [],
  attachments: [],
  scripts: [],
  externalActions: [],
  hiddenLayers: [],
  earlierRevisions: [],
  ownerEncrypted: false,
} as const;

/** A text that stands on no page, and its place as a message names it: `a bookmark`. */
export interface CarriedText {
  readonly text: string;
  readonly place: string;
  /** Copied and read aloud in place of what the page shows (`ActualText`). */
  readonly replaces?: true;
}

export interface Label {
  readonly of: 'tag' | 'form field' | 'link target';
  readonly text: string;
}

export interface Page {
  /** 1-based. */
  readonly number: number;
  readonly width: number;
  readonly height: number;
  /**
   * What a reader sees, top to bottom in reading order; hidden, invisible and off-page text is not in here.
   */
  readonly lines: readonly Line[];
  /**
   * Superscript marks such as "1" or "*", taken out of the words they stand at. The safety checks read them
   * too.
   */
  readonly footnoteMarks?: readonly Line[];
  /** Text in the file that a reader does not see, and how it is hidden. */
  readonly hidden: readonly HiddenText[];
  readonly noticed?: readonly Noticed[];
  /** Where something is seen on the page that was not read, and so not checked. */
  readonly notRead?: Box | undefined;
  /** Words as their glyphs draw them, where the file says another letter. */
  readonly drawn?: readonly string[] | undefined;
  /** Share of the page that is edges of something drawn, 0 to 1; known where it has few letters. */
  readonly edges?: number | undefined;
  readonly annotations: readonly Annotation[];
  /** Share of the page area covered by images, 0 to 1. */
  readonly imageCover: number;
  /** Glyphs whose font gives no Unicode value. */
  readonly unmappedGlyphs: number;
  /** Its lines were recognized in a picture of the page, with the mistakes that this makes. */
  readonly isRecognized?: boolean;
  /** To compare the clean copy with; absent of an earlier revision. */
  readonly seen?: SeenPage;
}

/** Words on one baseline that belong together. Columns and table cells are lines of their own. */
export interface Line {
  readonly text: string;
  readonly x: number;
  /** Of the baseline. */
  readonly y: number;
  readonly width: number;
  /** Font size in points of most of its characters. */
  readonly size: number;
  readonly bold: boolean;
  readonly italic: boolean;
  readonly font: string;
  /** `#rrggbb` of most of its characters. */
  readonly colour: string;
  /** Text direction in degrees, 0 for upright; a diagonal watermark has 45. */
  readonly angle: number;
}

export interface HiddenText {
  readonly how: 'under-box' | 'unapplied-redaction' | 'invisible' | 'off-page' | 'hidden-layer';
  readonly text: string;
  /** Left, top, right, bottom. */
  readonly box: Box;
}

/** What somebody who looks at a page stops at, and its text does not tell. */
export interface Noticed {
  /**
   * A box that covers a part of a picture; words drawn as outlines that nobody sees; a word across the page
   * that is drawn, not written; words with a line through them in their own colour.
   */
  readonly what: 'box-on-picture' | 'covered-outlines' | 'drawn-word' | 'struck-words';
  readonly box: Box;
}

export type Box = readonly [number, number, number, number];

export interface Annotation {
  /** PDF subtype: `Text`, `Highlight`, `Widget`, `Link`, `Redact`, ... */
  readonly subtype: string;
  readonly contents?: string;
  readonly author?: string;
  /** Value of a form field, if filled. */
  readonly value?: string;
  readonly url?: string;
  readonly box: Box;
}

/** Document properties and XMP. Never believed, never published. */
export interface Properties {
  readonly title?: string;
  readonly author?: string;
  readonly subject?: string;
  readonly keywords?: string;
  readonly creator?: string;
  readonly producer?: string;
  /** Other text found in XMP or custom properties. */
  readonly other: readonly string[];
}

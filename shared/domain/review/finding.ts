/**
 * All findings, with meaning, reason and fix. Receipts, officer guide and tests read this table. Severity
 * `stop` holds the review until an officer accepts the code or uploads a fixed PDF; `note` is only mentioned
 * on the receipt.
 */
export interface FindingKind {
  readonly severity: 'stop' | 'note';
  readonly title: string;
  readonly why: string;
  readonly remedy: string;
}

const stop = (title: string, why: string, remedy: string): FindingKind => ({
  severity: 'stop',
  title,
  why,
  remedy,
});
const note = (title: string, why: string, remedy: string): FindingKind => ({
  severity: 'note',
  title,
  why,
  remedy,
});

export const FINDINGS = {
  'hidden-text-under-box': stop(
    'Text under a box',
    'Words lie under a black, white or coloured box. The box hides them on the page only: anybody can copy them out of the file.',
    'Do not draw boxes. In Word, replace the words themselves (“[redacted]”) and save as PDF again; in Acrobat Pro, use Tools > Redact and then Apply. If the words may be read, take the box away.',
  ),
  'unapplied-redaction': stop(
    'A redaction that was not applied',
    'An area was marked for redaction, but the mark was never applied. The words under it are still in the file.',
    'In Acrobat Pro, open Tools > Redact, choose Apply, and save. Then select the area and try to copy it: nothing should come out.',
  ),
  'invisible-text': stop(
    'Invisible text',
    'Words are in the file that nobody sees on the page: white on white, transparent, or far too small. Copying, searching and screen readers bring them out.',
    'In Word, press Ctrl+A and set the font colour to Automatic to see them; delete them and save as PDF again.',
  ),
  'off-page-text': stop(
    'Text outside the page',
    'Words stand outside the edge of the page or were cropped away. Cropping hides them but does not remove them.',
    'Delete the words in the document that the PDF was made from and save as PDF again, or in Acrobat Pro use Redact > Sanitize Document.',
  ),
  'hidden-layer': stop(
    'A hidden layer',
    'The file has a layer that is switched off and holds content. Anybody can switch it on.',
    'In the program that made the file, delete the layer; or in Acrobat Pro, open Layers and choose Flatten Layers after deleting what must not be seen.',
  ),
  'annotation-comment': stop(
    'A comment',
    'Somebody left a note, a highlight or other mark-up on a page. It can carry names, opinions and earlier wording.',
    'In Word, choose Review > Delete > Delete All Comments, accept or reject all changes, and save as PDF again; in Acrobat, delete every entry in the Comments list.',
  ),
  'form-field': stop(
    'A filled form field',
    'Somebody filled in a form field. Its value is kept in the file apart from the page and may not be what the page shows.',
    'Empty the field, or print the document to a new PDF so that no fields are left.',
  ),
  attachment: stop(
    'An attached file',
    'Another file, such as the Word document with its changes, is inside the PDF and would be passed on with it.',
    'In Acrobat, open View > Attachments, delete every entry and save. In Word, save as PDF without embedding anything.',
  ),
  javascript: stop(
    'A script',
    'The file carries a script that runs when it is opened. A report needs none, and it can be harmful.',
    'Print the document to a new PDF, or in Acrobat Pro use Redact > Sanitize Document.',
  ),
  'external-action': stop(
    'An action that opens something',
    'The file starts a program, opens another file or sends something when it is opened or clicked.',
    'Print the document to a new PDF, or remove the action or button in Acrobat Pro. Ordinary links to web pages may stay.',
  ),
  'earlier-revision': stop(
    'An earlier version inside the file',
    'The file was changed and saved on top of itself, so that words which are gone from the page are still in it.',
    'In Acrobat Pro, use File > Save as Other > Optimised PDF, or save as PDF again from Word. Save alone keeps the old version.',
  ),
  'property-name': stop(
    'A name in the file properties',
    'The properties, bookmarks, picture descriptions or names of attachments hold what looks like a person’s name that no page shows. It may be the real name of the child or family.',
    'In Word, use File > Info > Check for Issues > Inspect Document and remove what it finds, and look at bookmarks and picture descriptions. If it is no name, or a name that may be known, accept it.',
  ),
  'nhs-number': stop(
    'An NHS number',
    'Ten digits with a valid check digit of an NHS number (in Scotland, a CHI number) stand in the text. They identify one person for life.',
    'Delete the number. If it is some other number that happens to pass the check, accept it.',
  ),
  'date-of-birth': stop(
    'A date of birth',
    'A full date of birth stands in the text. With it a family can be found.',
    'Write the age, or the month and year at most.',
  ),
  postcode: stop(
    'A postcode',
    'A full postcode stands in the text, and it does not look like an organisation’s address. It narrows a home down to a few houses.',
    'Delete it, or keep the first half at most. If it is the address of an organisation, accept it.',
  ),
  'street-address': stop(
    'A street address',
    'A house number and a street stand in the text, and they do not look like an organisation’s address. A family can be found by them.',
    'Delete the number and the street. If it is the address of an organisation, accept it.',
  ),
  phone: stop(
    'A telephone number',
    'A telephone number stands in the text that is not a helpline and does not look like an organisation’s contact.',
    'Delete it. If it is the number of an organisation, accept it.',
  ),
  email: stop(
    'An e-mail address',
    'An e-mail address stands in the text or behind a link that does not look like an organisation’s mailbox.',
    'Delete it and remove its link. If it may be public, accept it.',
  ),
  'national-insurance': stop(
    'A National Insurance number',
    'A National Insurance number stands in the text. It identifies one person for life.',
    'Delete it in the original document and save as PDF again.',
  ),
  upn: stop(
    'A unique pupil number',
    'A unique pupil number stands in the text. It identifies one child throughout school.',
    'Delete it in the original document and save as PDF again.',
  ),
  'identity-document': stop(
    'A passport or licence number',
    'The number of a passport, a residence permit or a driving licence stands in the text. It identifies one person.',
    'Delete it in the original document and save as PDF again.',
  ),
  'vehicle-registration': stop(
    'The registration of a vehicle',
    'What looks like the registration of a car stands in the text. Its keeper can be found by it.',
    'Delete it. If it is no registration, accept it.',
  ),
  'crime-or-case-reference': stop(
    'A crime or case reference',
    'A reference of the police, a court, a hospital or social care stands in the text. With it a person’s records can be found.',
    'Delete it. If it is a reference of the review itself or of a published judgment, accept it.',
  ),
  'draft-marker': stop(
    'Marked as a draft',
    'A header, footer, watermark or the cover says that this is a draft. It may not be the version that was agreed.',
    'Drop the agreed version, or take the word away (in Word: Design > Watermark > Remove, and the header or footer). If this is the agreed version, accept it.',
  ),
  'restriction-marker': stop(
    'Marked as restricted',
    'A mark such as “Official-Sensitive”, “Restricted” or “Not for publication” stands on the document. Such marks stay on by mistake, and sometimes they are meant.',
    'Ask whoever owns the report. Then take the mark away and save as PDF again, or accept it.',
  ),
  'embargo-marker': stop(
    'Marked as embargoed',
    'A mark says that the document is not to be published, or not before a certain time.',
    'If its time has come, take the mark away or accept it. If not, give the time in the review note as “publish at” and accept it: nothing is public before.',
  ),
  'placeholder-text': stop(
    'A placeholder left in',
    'Text was left in that was to be replaced, such as “[NAME]”, “xx/xx/2024”, “TBC” or an error message of Word. The report may not be finished.',
    'Fill it in or delete it, update the fields in Word (Ctrl+A, then F9), and save as PDF again. If it is meant, accept it.',
  ),
  'no-text': stop(
    'No text',
    'The file, or a page of it, is only a picture, or its letters cannot be read by a computer. People who use a screen reader cannot read it, and it cannot be searched. What text recognition reads in a picture was checked, but it misreads some words, and a check may miss something.',
    'Save as PDF from the original document. If there is only a scan, run text recognition on it (in Acrobat Pro: Scan & OCR), read it through, and drop it again. If it must be published as it is, compare what was read with the pages, say on your website how to get it in another form, and accept it.',
  ),
  'page-not-read': stop(
    'A page that was not read in full',
    'A page shows letters, or holds them, in a way that could not be read: in a pattern, a mask, a font that draws other letters than it says, or after a mistake in the page’s code. What was not read was not checked.',
    'Print the document to a new PDF, or save it as PDF again from the original, and drop the new file. If it happens again, look at the page named and accept it only if nothing on it must stay private.',
  ),
  'title-missing': stop(
    'No title found',
    'The name or theme of the review could not be read from its cover with confidence, and it is never guessed.',
    'Write title: in the review note, as it shall stand in the listing.',
  ),
  'type-missing': stop(
    'No review type found',
    'The report does not clearly say what kind of review it is.',
    'Write type: in the review note, for example “type: lcspr”.',
  ),
  'summary-missing': stop(
    'No summary found',
    'No passage of the report could be found that tells in 40 to 90 words what the review is about.',
    'Write summary: in the review note, in your own words.',
  ),
  'publication-date-unclear': stop(
    'A publication date that could not be read',
    'The report has words about its publication near a date that is no day or month of the calendar, or that other words contradict. Without its date an old report would be listed as of today, and announced as new.',
    'Write published: in the review note, for example “published: 4 March 2022” or “published: 2022”.',
  ),
  'not-the-report': stop(
    'Not the report itself',
    'Only the report of a review is published. This calls itself something else, such as a briefing, minutes or an invoice, or it is not built as a report.',
    'Upload the report and its companions together in one folder. If this is the report, accept it.',
  ),
  'doubtful-companion': stop(
    'A second document that may not belong here',
    'Every PDF in the folder becomes public with the report. This one is not known to belong to it.',
    'Remove it from the folder. If it belongs to this review and may be public, name it in the review note: “companions: its-name.pdf”.',
  ),
  'near-name': stop(
    'A review note with nearly this name',
    'A note counts only for the PDF of exactly its name. This one may hold an embargo for this PDF.',
    'If it is the note of this PDF, rename it. If not, accept this in a note of the right name.',
  ),
  'note-lost': stop(
    'The review note lost what it said',
    'An embargo, a retirement or a title that the note gave goes on to count until you say otherwise.',
    'Put the lines back into the review note. To end an embargo write “publish at: now”, to end a retirement “retire on: never”, to let search engines in “search engines: yes”; an empty note gives up the rest.',
  ),
  'report-and-status': stop(
    'A report, and a note that says there is none',
    'The review note lists the review without its report, as delayed or not published, and now the report is here.',
    'To publish the report, delete “status” and “reason” from the review note. To go on without it, remove the PDF.',
  ),
  'unlikely-date': stop(
    'A date that may be mistyped',
    'The review note gives a day in the past, or years ahead.',
    'Write the right date in the review note. If it is right as it is, accept it.',
  ),
  'another-review': stop(
    'Looks like another review',
    'The title, the reviewers and the date are all others than those of the review that has this name. It would take the place of that review, at its address, and nobody would be alerted.',
    'Upload it under a name of its own, and upload the earlier PDF under this name again. If it is a new version of the same review, accept it.',
  ),
  'same-pdf': stop(
    'The same PDF under two names',
    'One PDF is one review, with one address.',
    'To rename the review, delete the earlier file: the review keeps its address, and nobody is alerted again. To keep it as it is, delete the newer file. To withdraw it, delete both.',
  ),
  'cannot-be-cleaned': stop(
    'The file cannot be cleaned',
    'Only a clean copy is published, and none could be made of this file that shows exactly the same text.',
    'Print the document to a new PDF or save it from Word again, and drop the new file.',
  ),
  'retires-early': stop(
    'Retires within a year',
    'The review note takes the report down less than twelve months after its publication. A report must be public for at least one year.',
    'Give a later “retire on” in the review note. If there is a reason, such as an order of a court, accept it or withdraw the review.',
  ),
  'published-in-future': stop(
    'A publication date that is still to come',
    'The report or the review note gives a publication date after the day on which the review would be public. It may be meant to wait, or the date may be wrong.',
    'If it must not be public before, write “publish at” in the review note. If the date is wrong, write the right one there as “published”. If it may be public before the date that it gives, accept it.',
  ),
  'second-person': stop(
    'Waits for a second person',
    'Here a review is published only after a second person has looked at it.',
    'Somebody other than the person who dropped the PDF drops an empty file with the same name and the ending .approved.',
  ),
  'removed-from-copy': note(
    'Left out of the published copy',
    'The file holds something that must not be public and that the published copy leaves out for certain, such as the name of an author or a link to a file on somebody’s computer.',
    'Nothing needs to be done. To remove it from the original too, use File > Info > Inspect Document in Word.',
  ),
  untagged: note(
    'Not tagged',
    'The file has no tags. A screen reader cannot tell its headings, lists and tables, and the report is not shown as a page.',
    'In Word, use headings and lists from Styles, and save as PDF with “Document structure tags for accessibility” ticked.',
  ),
  'no-edition': note(
    'Not shown as a page',
    'A tagged report is also shown as an accessible page, if its tags hold every word of it once and in order. The tags of this one do not, so that there is the PDF alone.',
    'Check the tags with the accessibility checker of Word or Acrobat, save as PDF again, and upload that: a report that is read well as a page helps people who cannot use a PDF.',
  ),
  'no-language': note(
    'No language set',
    'The file does not say in which language it is written, so that a screen reader may speak it wrongly. The published copy says it.',
    'In Word, set Review > Language > Set Proofing Language, and save as PDF again.',
  ),
  'no-title': note(
    'No document title',
    'The properties have no title, or only a file name. The published copy gets the title of the review.',
    'In Word, set File > Info > Title before you save as PDF.',
  ),
  'other-partnership': note(
    'Names another partnership',
    'The report names a partnership that is not the publisher of this site.',
    'Nothing needs to be done if the review is published for or together with another partnership.',
  ),
  'short-notice': note(
    'Short notice before publication',
    'Some must have the report a number of working days before it is public. The pipeline does not know whether they have it.',
    'If they have it, there is nothing to do. Else choose a later “publish at” in the review note, or tell them.',
  ),
  'another-title': note(
    'Another title than until now',
    'The review at this address was called otherwise until now. A new version may have a new title; but another review would take the place of the earlier one, at its address.',
    'If the earlier title must not stay in the address, write “rename: yes” in the review note: the address follows the title, and the earlier one has no page any more. If this is another review, remove it and drop it under a name of its own; then drop the report that was there before under this name again.',
  ),
} as const satisfies Record<string, FindingKind>;

export type FindingCode = keyof typeof FINDINGS;

/** One finding of a check. `message` is one plain sentence for the officer, with leaked words masked. */
export interface Finding {
  readonly code: FindingCode;
  /** 1-based; absent for the file as a whole. */
  readonly page?: number;
  /** Left, top, right, bottom in points of the displayed page, for the marked-up picture. */
  readonly box?: readonly [number, number, number, number];
  readonly message: string;
}

export const isStop = (finding: Finding): boolean => FINDINGS[finding.code].severity === 'stop';

/** Findings that a note cannot accept, because something is missing. */
export const NOT_ACCEPTABLE: ReadonlySet<FindingCode> = new Set([
  'title-missing',
  'type-missing',
  'summary-missing',
  'doubtful-companion',
  'note-lost',
  'report-and-status',
  'same-pdf',
  'cannot-be-cleaned',
  'second-person',
]);

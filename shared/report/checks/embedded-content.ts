import type { Finding } from '#shared/domain/review/finding.ts';
import { privateHost } from '../../pdf/clean/public-address.ts';
import { LOCAL_FILE_LINK } from '../../pdf/document/actions.ts';
import type { Annotation, Page, ReportModel } from '../../pdf/page-model.ts';
import type { Check } from './check.ts';
import { masked } from './mask.ts';

/** Annotations that belong to a published document, or have a code of their own. */
const NO_COMMENT = new Set(['Link', 'Widget', 'Redact', 'PrinterMark', 'TrapNet', 'Watermark']);
const EMBEDDED = new Set(['FileAttachment', 'Sound', 'Movie', 'RichMedia', '3D', 'Screen']);

/**
 * Notes, mark-up and pop-ups. A pop-up belongs to the note beside it and is named only if it stands by
 * itself.
 */
export const annotationComment: Check = ({ report }) =>
  report.pages.flatMap((page) => {
    const comments = page.annotations.filter(
      ({ subtype }) => !NO_COMMENT.has(subtype) && !EMBEDDED.has(subtype),
    );
    const notes = comments.filter(({ subtype }) => subtype !== 'Popup');
    const shown =
      notes.length > 0 ? notes : comments.filter(({ contents }) => contents !== undefined && contents !== '');
    return shown.map((note) => on(page, note, 'annotation-comment', commentMessage(note)));
  });

const commentMessage = ({ subtype, contents, author }: Annotation): string => {
  const by = author ? ` by “${masked(author)}”` : '';
  const words = contents?.trim() ? `: “${masked(contents)}”` : '';
  return subtype === 'Text' || subtype === 'Popup'
    ? `A note${by} is attached to the page${words}.`
    : `Mark-up (${subtype.toLowerCase()})${by} is on the page${words}.`;
};

/** Form fields that somebody filled in. Empty ones and unticked boxes are none. */
export const formField: Check = ({ report }) =>
  report.pages.flatMap((page) =>
    page.annotations
      .filter(({ subtype, value }) => subtype === 'Widget' && !/^(?:|off)$/i.test(value?.trim() ?? ''))
      .map((field) =>
        on(page, field, 'form-field', `A form field is filled in: “${masked(field.value ?? '')}”.`),
      ),
  );

/** Files inside the file: in its list of attachments, or pinned to a page. */
export const attachment: Check = ({ report }) => {
  const pinned = report.pages.flatMap((page) =>
    page.annotations
      .filter(({ subtype }) => EMBEDDED.has(subtype))
      .map((annotation) =>
        on(page, annotation, 'attachment', 'A file or recording is attached to the page.'),
      ),
  );
  const listed = report.attachments
    .slice(pinned.length > 0 && report.attachments.length <= pinned.length ? report.attachments.length : 0)
    .map(
      (name): Finding => ({
        code: 'attachment',
        message: `The file carries another file: “${masked(name)}”.`,
      }),
    );
  return [...listed, ...pinned];
};

export const javascript: Check = ({ report }) =>
  report.scripts.map(
    ({ page, where }): Finding => ({
      code: 'javascript',
      ...(page !== undefined && { page }),
      message: `The file carries a script (${where}).`,
    }),
  );

export const externalAction: Check = ({ report }) => [
  ...report.externalActions.map(
    ({ page, where }): Finding => ({
      code: where === LOCAL_FILE_LINK ? 'removed-from-copy' : 'external-action',
      ...(page !== undefined && { page }),
      message: `The file opens or sends something by itself (${where}).`,
    }),
  ),
  ...privateLinks(report),
];

/** Links of pages, then of bookmarks, that lead to a store of files or to a host that is not public. */
function privateLinks({ pages, carried }: ReportModel): Finding[] {
  const links = [
    ...pages.flatMap(({ number, annotations }) =>
      annotations.map(({ url = '', box }) => ({ url, page: number, box })),
    ),
    ...carried.map(({ text }) => ({ url: text })),
  ];
  const told = new Set<string>();
  return links.flatMap(({ url, ...where }): Finding[] => {
    const host = privateHost(url);
    if (host === undefined || told.has(url)) return [];
    told.add(url);
    const message = `A link leads to files that are not public, or can be changed unseen (${host}).`;
    return [{ code: 'external-action', ...where, message }];
  });
}

/** Layers that are off, or not seen by all; those whose words were found on a page are named there. */
export const hiddenLayer: Check = ({ report }) => {
  if (report.pages.some(({ hidden }) => hidden.some(({ how }) => how === 'hidden-layer'))) return [];
  return report.hiddenLayers.map(
    (name): Finding => ({
      code: 'hidden-layer',
      message: `The file has a layer that is switched off, or that not every reader sees: “${masked(name)}”.`,
    }),
  );
};

export const earlierRevision: Check = ({ report }) =>
  report.earlierRevisions
    .filter(({ text }) => /[\p{L}\p{N}]/u.test(text))
    .map(
      ({ page, text }): Finding => ({
        code: 'earlier-revision',
        page,
        message: `An earlier version of this page is still in the file, with words that are gone from it: “${masked(text)}”.`,
      }),
    );

function on(page: Page, { box }: Annotation, code: Finding['code'], message: string): Finding {
  return { code, page: page.number, box, message };
}

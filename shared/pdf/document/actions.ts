import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { RawAnnotation } from './annotations.ts';
import type { ObjectAction } from './objects.ts';

/** A script or an action, and where. */
export interface FoundAction {
  /** 1-based. */
  readonly page?: number;
  readonly where: string;
}

/** Scripts of the document, its pages, fields and links. */
export async function documentScripts(
  document: PDFDocumentProxy,
  actions: readonly ObjectAction[],
): Promise<FoundAction[]> {
  const names = Object.keys((await document.getJSActions()) ?? {});
  const found: FoundAction[] = names.map((name) => ({ where: `document: ${name}` }));
  for (const { type, page } of actions) {
    if (type !== 'JavaScript') continue;
    if (page !== undefined) found.push({ page, where: `page ${page}` });
    else if (found.length === 0) found.push({ where: 'document' });
  }
  return found;
}

const ACTIONS: Readonly<Record<string, string>> = {
  Launch: 'starts a program or opens a file',
  SubmitForm: 'sends a form',
  ImportData: 'imports form values',
  GoToR: 'opens another file',
  GoToE: 'opens an attached file',
  Rendition: 'plays a recording',
  Movie: 'plays a film',
  Sound: 'plays a sound',
  RichMediaExecute: 'plays rich media',
};

/**
 * A file on the computer or the network of whoever made the document, or an address without a scheme, which
 * starts at the document's own folder: dead for readers, and cut from the clean copy.
 */
const LOCAL_FILE = /^(?:file:|[a-z]:[\\/]|(?![a-z][a-z\d+.-]*:))/i;
export const LOCAL_FILE_LINK = 'links to a file on somebody’s computer';
const OTHER_ADDRESS = 'opens an address that is no web page';

/** Actions that reach outside the document, other than plain web and mail links. */
export function externalActions(
  actions: readonly ObjectAction[],
  annotations: readonly RawAnnotation[],
): FoundAction[] {
  const found = actions.flatMap(({ type, page }): FoundAction[] => {
    const where = ACTIONS[type];
    return where === undefined ? [] : [{ ...(page !== undefined && { page }), where }];
  });
  const acting = new Set(found.map(({ page }) => page));
  for (const { pageIndex, url, unsafeUrl } of annotations) {
    const address = url ?? unsafeUrl;
    if (address === undefined || /^(https?:|mailto:|tel:)/i.test(address)) continue;
    const page = pageIndex + 1;
    const where = LOCAL_FILE.test(address) ? LOCAL_FILE_LINK : OTHER_ADDRESS;
    // The address of an action that opens a file is that action, said once more.
    const isSaid = acting.has(page) || found.some((other) => other.page === page && other.where === where);
    if (!isSaid) found.push({ page, where });
  }
  return found;
}

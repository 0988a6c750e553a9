import { line, onePage, type RawObject } from './raw-pdf.ts';

/** An element of a structure tree: its type, its entries as written, and its elements and content in it. */
export interface Tag {
  readonly type: string;
  readonly entries?: string;
  readonly kids: readonly (Tag | number | string)[];
}

export const tag = (type: string, kids: readonly (Tag | number | string)[], entries = ''): Tag => ({
  type,
  entries,
  kids,
});

/** A line of the page in marked content of this number, or tagged as decoration. */
export const marked = (mcid: number, text: string, y: number): string =>
  `/Span <</MCID ${mcid}>> BDC ${line(text, y)} EMC\n`;
export const decoration = (text: string, y: number): string => `/Artifact BMC ${line(text, y)} EMC\n`;

const ROOT = 30;

/** The entry of an element of the second page, and that page as objects for `aTaggedPage`. */
export const ON_SECOND_PAGE = '/Pg 10 0 R';
export const secondPage = (content: string): Readonly<Record<number, RawObject>> => ({
  2: '<</Type /Pages /Kids [3 0 R 10 0 R] /Count 2>>',
  10: '<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 11 0 R /Resources <</Font <</F1 5 0 R>>>> /StructParents 1>>',
  11: { entries: '', stream: content },
});

/** A tagged PDF of one page in English. More objects may be given, from number 10 to 29. */
export function aTaggedPage(
  content: string,
  tree: readonly Tag[],
  { page = '', objects = {} }: { page?: string; objects?: Readonly<Record<number, RawObject>> } = {},
): Uint8Array {
  const elements: Record<number, RawObject> = {};
  let next = ROOT + 1;
  const write = ({ type, entries = '', kids }: Tag, parent: number): number => {
    const number = next++;
    const held = kids.map((kid) => (typeof kid === 'object' ? `${write(kid, number)} 0 R` : String(kid)));
    const page = entries.includes('/Pg') ? '' : '/Pg 3 0 R';
    elements[number] =
      `<</Type /StructElem /S /${type} /P ${parent} 0 R ${page} ${entries} /K [${held.join(' ')}]>>`;
    return number;
  };
  const top = tree.map((one) => `${write(one, ROOT)} 0 R`);
  return onePage({
    content,
    page: `/StructParents 0 ${page}`,
    catalogue: `/Lang (en-GB) /MarkInfo <</Marked true>> /StructTreeRoot ${ROOT} 0 R`,
    objects: {
      ...objects,
      [ROOT]: `<</Type /StructTreeRoot /K [${top.join(' ')}]>>`,
      ...elements,
    },
  });
}

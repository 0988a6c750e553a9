/** Short words that every Welsh page has, and an English one in capitals at most: surnames and places. */
const WELSH = new Set('yn yr mae oedd wedi gan ei hyn bod nid ond dros neu eu roedd'.split(' '));

/** Share of the words of a page; of English ones, with a Welsh name here and there, it is below 1 in 100. */
const LEAST_SHARE = 0.05;

/** Whether a page is written in Welsh, or in part. */
export function isWelsh(text: string): boolean {
  const words = text.match(/\p{L}+/gu) ?? [];
  return words.filter((word) => WELSH.has(word)).length > LEAST_SHARE * words.length;
}

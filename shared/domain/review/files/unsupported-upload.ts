import { isMeantAsNote } from './near-names.ts';
import { fileOf, nameOfKey } from './upload-key.ts';

const PLAIN_TEXT = /\.(?:ya?ml[^/]*|txt)[\s.\p{Cf}]*$/iu;

/** A key as an officer sees it, with a word on what nobody sees. */
const shownKey = (key: string): string =>
  /^\s|\s$|\s\.[a-z]+$|\p{Cf}/iu.test(key) ? `“${key}” (with a space or a sign that is not seen)` : key;

/** The question whether a file is meant as the note of a PDF, or an archive holds it, and what to do then. */
export function noteQuestion(key: string, pdf: string, right: string): string {
  if (ARCHIVE.test(key))
    return `${shownKey(key)} may hold the note of ${pdf}. If it does, unpack it, and upload the note as ${right}.`;
  const how = PLAIN_TEXT.test(key)
    ? `rename it to ${right}`
    : `save it as plain text, under the name ${right}`;
  return `${shownKey(key)} may be the note of ${pdf}. If it is, ${how}.`;
}

const ARCHIVE = /\.(?:zip|7z|rar|tar|gz|tgz)$/i;

/** Kinds of files that officers upload by mistake, each with what to do instead. */
const MISTAKEN: readonly (readonly [endings: RegExp, advice: string])[] = [
  [
    /\.(?:part|partial|crdownload|download|filepart|tmp|temp|!ut)$/i,
    'is a file that was not wholly copied or downloaded yet. Wait until that has ended, upload the whole file, and remove this one.',
  ],
  [
    ARCHIVE,
    'is an archive, and nothing in it is looked at. Unpack it, upload the files in it, and remove this one.',
  ],
];

/** Ends of a name that nobody sees: spaces and dots after the ending, and letters without a width. */
const UNSEEN_END = /[\s.\p{Cf}]+$/u;

/** Why an object is neither PDF, note nor approval: its type or its place, and what is right instead. */
export function whyUnsupported(key: string): string {
  const file = fileOf(key);
  const seen = file.replace(UNSEEN_END, '');
  if (seen !== file && /\.(?:pdf|ya?ml|approved)$/i.test(seen))
    return `“${file}” has a space, a dot or a character that nobody sees after its ending. Rename it to ${seen}.`;
  const [folder, ...outer] = key
    .split('/')
    .slice(0, -1)
    .filter((one) => one !== '')
    .reverse();
  const name = folder ?? (nameOfKey(file) ?? file).replace(/(?:\.(?:ya?ml|pdf))+$/i, '');
  const stem = file.replace(/(?:\.(?:ya?ml|txt|rtf))+$/i, '');
  if (/\.approved$/i.test(stem) && stem !== file)
    return `${file} is not read as an approval: its name must end in .approved, and Windows may have added .txt. Rename it to ${folder === undefined ? stem : `${folder}.approved`}.`;
  if (folder === undefined && stem !== file && isMeantAsNote(key))
    return `${file} is not read as a review note: its name must end in .yaml, and Windows may have added .txt. Rename it to ${stem}.yaml.`;
  const extension = /\.(pdf|ya?ml|approved)$/i.exec(file)?.[1]?.toLowerCase();
  const note = folder === undefined ? `${name}.yaml` : `${folder}/review.yaml`;
  const advice = MISTAKEN.find(([endings]) => endings.test(file))?.[1];
  if (advice !== undefined) return `${file} ${advice}`;
  if (extension === undefined)
    return `${file} cannot be published. Drop the review as a PDF, and what you have to say about it in plain text, as ${note}.`;
  const inFolder = extension === 'pdf' ? `${folder}/${file}` : note;
  const right = extension === 'approved' ? `${name}.approved` : folder === undefined ? file : inFolder;
  return `${key} is in the wrong place: ${wrong()}. Nothing there is looked at. Drop it as ${right}, and remove it where it is.`;

  function wrong(): string {
    if (key.startsWith('/')) return 'a slash before the name makes a folder that has no name';
    if (outer.length > 0) return 'a review has one folder, and that lies in no other';
    if (extension === 'approved') return 'an approval lies beside the folder, not in it';
    return 'in a folder the review note is called review.yaml';
  }
}

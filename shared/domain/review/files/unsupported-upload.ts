import { isMeantAsNote } from './near-names.ts';
import { fileOf, nameOfKey } from './upload-key.ts';

const PLAIN_TEXT = /\.(?:ya?ml|txt)$/i;

/** What turns a document that may be meant as a note into the note. */
export const howToRename = (key: string, right: string): string =>
  PLAIN_TEXT.test(key) ? `rename it to ${right}` : `save it as plain text, under the name ${right}`;

/** Why an object is neither PDF, note nor approval: its type or its place, and what is right instead. */
export function whyUnsupported(key: string): string {
  const file = fileOf(key);
  const [folder, ...outer] = key
    .split('/')
    .slice(0, -1)
    .filter((one) => one !== '')
    .reverse();
  const name = folder ?? nameOfKey(file) ?? file;
  const stem = file.replace(/(?:\.(?:ya?ml|txt|rtf))+$/i, '');
  if (/\.approved$/i.test(stem) && stem !== file)
    return `${file} is not read as an approval: its name must end in .approved, and Windows may have added .txt. Rename it to ${folder === undefined ? stem : `${folder}.approved`}.`;
  if (folder === undefined && stem !== file && isMeantAsNote(key))
    return `${file} is not read as a review note: its name must end in .yaml, and Windows may have added .txt. Rename it to ${stem}.yaml.`;
  const extension = /\.(pdf|ya?ml|approved)$/i.exec(file)?.[1]?.toLowerCase();
  const note = folder === undefined ? `${name}.yaml` : `${folder}/review.yaml`;
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

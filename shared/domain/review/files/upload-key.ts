/** The role of an object in the uploads bucket. */
export type UploadRole = 'pdf' | 'note' | 'approval' | 'other';

/** Ignored files: those that clients create by themselves, and GuardDuty's test object. */
const LEFT_BEHIND =
  /(^|\/)(\.[^/]*|~\$[^/]*|thumbs\.db|desktop\.ini|malware-protection-resource-validation-object)$|\/$/i;

const EXTENSION = /\.([^./]+)$/;

/**
 * The review of a key: `baby-eva` for `baby-eva.pdf`, `baby-eva.yaml`, `baby-eva.approved` and
 * `baby-eva/briefing.pdf`. A leading slash stays in the name, so that its officer gets a receipt. Letters are
 * composed (NFC), since macOS decomposes them. Undefined for folder markers and ignored files.
 */
export function nameOfKey(key: string): string | undefined {
  if (key === '' || LEFT_BEHIND.test(key)) return undefined;
  const [before = ''] = /^\/*/.exec(key) ?? [];
  const slash = key.indexOf('/', before.length);
  const name = slash >= 0 ? key.slice(0, slash) : key.replace(EXTENSION, '');
  return name === before ? undefined : name.normalize('NFC');
}

/** The role of an object by its place and extension. `other` is rejected with a receipt. */
export function roleOfKey(key: string): UploadRole {
  const extension = EXTENSION.exec(key)?.[1]?.toLowerCase();
  const depth = key.split('/').length;
  if (depth > 2 || key.startsWith('/')) return 'other';
  if (extension === 'pdf') return 'pdf';
  if (depth === 1) {
    if (extension === 'yaml' || extension === 'yml') return 'note';
    return extension === 'approved' ? 'approval' : 'other';
  }
  return /\/review\.ya?ml$/i.test(key) ? 'note' : 'other';
}

/** A key as a property name: `__proto__` is special in JavaScript. */
export function recordKey(key: string): string {
  return key === '__proto__' ? '/__proto__' : key;
}

/** The file name within a key. */
export function fileOf(key: string): string {
  return key.slice(key.lastIndexOf('/') + 1);
}

/** Whether a PDF is the report by its name: `report.pdf`, or that of its review. */
export function isNamedReport(name: string, key: string): boolean {
  return [`${name}.pdf`, 'report.pdf'].includes(fileOf(key).toLowerCase()) || key === `${name}.pdf`;
}

/** A PDF as a note names it: folder, ending, case and Unicode form do not count. */
export const nameKey = (file: string): string =>
  fileOf(file)
    .normalize('NFC')
    .toLowerCase()
    .replace(/\.pdf$/, '');

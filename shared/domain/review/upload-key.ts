/** What an object in the uploads bucket is for. */
export type UploadRole = 'pdf' | 'note' | 'approval' | 'other';

/**
 * Files that clients leave behind by themselves, and GuardDuty's trial object; they belong to nothing and are
 * passed over.
 */
const LEFT_BEHIND =
  /(^|\/)(\.[^/]*|~\$[^/]*|thumbs\.db|desktop\.ini|malware-protection-resource-validation-object)$|\/$/i;

const EXTENSION = /\.([^./]+)$/;

/**
 * The review that a key belongs to: `baby-eva` of `baby-eva.pdf`, `baby-eva.yaml`, `baby-eva.approved` and
 * `baby-eva/briefing.pdf`. A slash before it, which no review has, belongs to the name: its officer must be
 * told. Letters are composed (NFC), since macOS writes them apart. Undefined for folder markers and files
 * that clients leave behind.
 */
export function nameOfKey(key: string): string | undefined {
  if (key === '' || LEFT_BEHIND.test(key)) return undefined;
  const [before = ''] = /^\/*/.exec(key) ?? [];
  const slash = key.indexOf('/', before.length);
  const name = slash >= 0 ? key.slice(0, slash) : key.replace(EXTENSION, '');
  return name === before ? undefined : name.normalize('NFC');
}

/** What an object is for, by its place and extension. `other` is rejected with a receipt. */
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

/** The name of a key's property in a record. `__proto__` is no ordinary property in JavaScript. */
export function recordKey(key: string): string {
  return key === '__proto__' ? '/__proto__' : key;
}

/** The part of a key that an officer knows a file by. */
export function fileOf(key: string): string {
  return key.slice(key.lastIndexOf('/') + 1);
}

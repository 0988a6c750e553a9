import { type Entry, type ListedEntry, permalinkOf } from './listing/entry.ts';
import { documentTitles } from './messages/document-title.ts';
import { typesOf } from './review/review-types.ts';
import type { ReviewType, Settings } from './settings.ts';

/** The end of the address of a page in a second language. No slug is one of these. */
const FOLDERS = { 'en-GB': 'en/', cy: 'cy/' } as const;

const KNOWN = new WeakMap<Settings, readonly Settings[]>();

/** The settings for the pages of each language, the publisher's own first. Memoized per settings. */
export function languagesOf(settings: Settings): readonly Settings[] {
  const { secondLanguage, link: _, ...publisher } = settings.publisher;
  if (secondLanguage === undefined) return [settings];
  const known = KNOWN.get(settings);
  if (known !== undefined) return known;
  const second = { ...settings, publisher: { ...publisher, secondLanguage, ...secondLanguage } };
  const languages = [settings, second];
  for (const each of languages) KNOWN.set(each, languages);
  return languages;
}

/** What follows the address of a page in the language of these settings: `cy/`, or nothing in the first. */
export function folderOf({ publisher: { language, secondLanguage } }: Settings): string {
  return language === secondLanguage?.language ? FOLDERS[language] : '';
}

/** The addresses of a page in every language. */
export function inEveryLanguage(path: string, settings: Settings): string[] {
  return languagesOf(settings).map((each) => path + folderOf(each));
}

/** The folders of languages that these settings have no second pages in. */
export function foldersWithout(settings: Settings): string[] {
  const folders = languagesOf(settings).map(folderOf);
  return Object.values(FOLDERS).filter((folder) => !folders.includes(folder));
}

/** Whether a path or name is that of a page in a second language. */
export function isInFolder(path: string): boolean {
  return Object.values(FOLDERS).some((folder) => path === folder || path.endsWith(`/${folder}`));
}

/** A page in every language: the addresses of all of them. */
export function pagesInEveryLanguage(
  path: string,
  settings: Settings,
): { readonly language: string; readonly url: string }[] {
  return languagesOf(settings).map((each) => ({
    language: each.publisher.language,
    url: each.publisher.site + path + folderOf(each),
  }));
}

/** An entry whose type and documents are named in the language of these settings. */
export function translated<Shown extends Entry>(entry: Shown, settings: Settings): Shown {
  if (folderOf(settings) === '' || !('typeName' in entry)) return entry;
  const documents = 'documents' in entry ? entry.documents : undefined;
  const titles = documents && documentTitles(documents, settings);
  return {
    ...entry,
    typeName: typeNameOf(entry, settings),
    ...(documents && {
      documents: documents.map((one, place) => ({ ...one, title: titles?.[place] ?? one.title })),
    }),
  };
}

/** The page of an entry in the second language, and its type in it; none on a site in one language. */
export function inSecondLanguage(
  entry: ListedEntry,
  settings: Settings,
): { readonly language: string; readonly url: string; readonly typeName: string } | undefined {
  const [, second] = languagesOf(settings);
  if (second === undefined) return undefined;
  const { site, language } = second.publisher;
  const url = site + permalinkOf(entry) + folderOf(second);
  return { language, url, typeName: typeNameOf(entry, second) };
}

/** The type of an entry in the language of these settings; as it was published where they do not know it. */
const typeNameOf = (
  { type, typeName }: { readonly type: string; readonly typeName: string },
  settings: Settings,
): string => typesOf(settings).find(({ code }) => code === type)?.name ?? typeName;

/** The types of these settings, each with its name in every language of the site. */
export function typesInEveryLanguage(settings: Settings): ReviewType[] {
  const named = languagesOf(settings).map(typesOf);
  return typesOf(settings).map((type, at) => {
    const names = named.flatMap((types) => types[at]?.name ?? []);
    return { ...type, name: [...new Set(names)].join(' / ') };
  });
}

/** Whether a permalink has the slug of this title, maybe with the number of a namesake. */
export function isSlugOf(slug: string, title: string): boolean {
  const base = slugOf(title);
  return slug.startsWith(base) && /^(?:-\d+)?$/.test(slug.slice(base.length));
}

/** Ends of the addresses of pages in a second language. */
const RESERVED = ['en', 'cy'];

/** The slug of a permalink: ASCII, lower case, at most 60 characters, never empty or a language. */
export function slugOf(title: string): string {
  const slug = title
    .normalize('NFKD')
    .replace(/\p{Mark}|['’‘"“”]/gu, '')
    .replace(/&/g, ' and ')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 60)
    .replace(/^-+|-+$/g, '');
  if (RESERVED.includes(slug)) return `review-${slug}`;
  return slug === '' ? 'review' : slug;
}

import type { PageReview } from './read-listing-page.ts';

const LINE_WIDTH = 100;

/** Renders the review note of a listed review, so that the pipeline publishes what the page says. */
export function noteText({ title, summary, published, status }: PageReview): string {
  const lines = [`title: ${title}`];
  if (published !== undefined) lines.push(`published: ${published}`);
  if (summary !== '') lines.push('summary: >-', ...wrapped(summary.replace(/\s+/g, ' ')));
  if (status !== undefined && !/^published\.?$/i.test(status)) {
    lines.push(`# The old page says: ${status}. Decide what is to be public before you upload this.`);
  }
  return `${lines.join('\n')}\n`;
}

function wrapped(text: string): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last === undefined || last.length + word.length + 1 > LINE_WIDTH) lines.push(`  ${word}`);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines;
}

import { wrap } from '#shared/domain/messages/plain-mail.ts';
import type { PageReview } from './read-listing-page.ts';

const LINE_WIDTH = 100;

/** Renders the review note of a listed review, so that the pipeline publishes what the page says. */
export function noteText({ title, summary, published, status }: PageReview): string {
  const lines = [`title: ${title}`];
  if (published !== undefined) lines.push(`published: ${published}`);
  if (summary !== '') lines.push('summary: >-', wrap(summary.replace(/\s+/g, ' '), LINE_WIDTH, '  '));
  if (status !== undefined && !/^published\.?$/i.test(status)) {
    lines.push(`# The old page says: ${status}. Decide what is to be public before you upload this.`);
  }
  return `${lines.join('\n')}\n`;
}

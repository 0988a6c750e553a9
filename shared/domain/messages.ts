import cy from './messages/cy.json' with { type: 'json' };
import en from './messages/en.json' with { type: 'json' };
import type { Settings } from './settings.ts';

/** What alerts and feeds themselves say. A language that lacks a word does not compile. */
export type Messages = typeof en;

export const MESSAGES: Readonly<Record<'en' | 'cy', Messages>> = { en, cy };

/** What they say in the publisher's language. */
export function messagesOf({ publisher }: Pick<Settings, 'publisher'>): Messages {
  return MESSAGES[publisher.language === 'cy' ? 'cy' : 'en'];
}

import type { Settings } from '../settings.ts';
import cy from './cy.json' with { type: 'json' };
import en from './en.json' with { type: 'json' };

/** What alerts and feeds themselves say. A language that lacks a word does not compile. */
export type Messages = typeof en;

export const MESSAGES: Readonly<Record<'en' | 'cy', Messages>> = { en, cy };

/** What they say in the publisher's language. */
export function messagesOf({ publisher }: Pick<Settings, 'publisher'>): Messages {
  return MESSAGES[publisher.language === 'cy' ? 'cy' : 'en'];
}

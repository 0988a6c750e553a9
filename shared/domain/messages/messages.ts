import type { Settings } from '../settings.ts';
import cy from './cy.json' with { type: 'json' };
import en from './en.json' with { type: 'json' };

/** Texts of alerts and feeds. A missing translation does not compile. */
export type Messages = typeof en;

export const MESSAGES: Readonly<Record<'en' | 'cy', Messages>> = { en, cy };

/** The texts in the publisher's language. */
export function messagesOf({ publisher }: Pick<Settings, 'publisher'>): Messages {
  return MESSAGES[publisher.language === 'cy' ? 'cy' : 'en'];
}

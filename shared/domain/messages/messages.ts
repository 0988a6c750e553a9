import type { Settings } from '../settings.ts';
import cy from './cy.json' with { type: 'json' };
import en from './en.json' with { type: 'json' };

/** Texts of alerts and feeds. A missing translation does not compile. */
export type Messages = typeof en;

export const MESSAGES = { en, cy } as const satisfies Readonly<Record<string, Messages>>;

export type Language = keyof typeof MESSAGES;

export function languageOf({ publisher }: Pick<Settings, 'publisher'>): Language {
  return publisher.language === 'cy' ? 'cy' : 'en';
}

/** The texts in the publisher's language. */
export function messagesOf(settings: Pick<Settings, 'publisher'>): Messages {
  return MESSAGES[languageOf(settings)];
}

import { languagesOf } from '../languages.ts';
import type { Settings } from '../settings.ts';
import { type Language, languageOf } from './messages.ts';

/**
 * The languages of an e-mail, each with its settings: those of the site. A Welsh publisher's is Welsh, then
 * English (Welsh Language Standards: Welsh first, in one message).
 */
export function languagesOfMails(settings: Settings): { language: Language; settings: Settings }[] {
  const mails = languagesOf(settings).map((each) => ({ language: languageOf(each), settings: each }));
  return mails.some(({ language }) => language === 'en') ? mails : [...mails, { language: 'en', settings }];
}

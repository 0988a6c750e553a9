import { folderOf, languagesOf } from '#shared/domain/languages.ts';
import type { Settings } from '#shared/domain/settings.ts';
import type { PublicFile } from '#shared/ports.ts';
import { renderChangeAnswer, renderChangeForm, renderChangeStart } from '#site/change-subscription-page.ts';
import { renderSubscribe, renderSubscribeAnswer, renderSubscribeBusy } from '#site/subscribe-page.ts';

/** What the forms are answered with, in every language, as pages at addresses of the tests' own. */
export function everyKindOfAnswer(settings: Settings): PublicFile[] {
  const bySms = new URLSearchParams({ channel: 'sms', phone: '12' });
  const chosen = new URLSearchParams({ themes: 'neglect' });
  return languagesOf(settings).flatMap((each) =>
    Object.entries({
      problems: renderSubscribe(each, ['badEmail', 'badThemes']),
      'problems-by-sms': renderSubscribe(each, ['badPhone', 'tooMany'], bySms),
      check: renderSubscribeAnswer('email', each),
      thanks: renderSubscribeAnswer('sms', each),
      busy: renderSubscribeBusy(each),
      link: renderChangeStart(each, 'noLink'),
      change: renderChangeForm(each, 'arn', chosen),
      'change-problems': renderChangeForm(each, 'arn', chosen, ['tooMany']),
      saved: renderChangeAnswer('saved', each),
      stopped: renderChangeAnswer('stopped', each),
      confirmed: renderChangeAnswer('confirmed', each),
    }).map(([name, body]) => ({
      path: `/answers/${name}/${folderOf(each)}`,
      body,
      contentType: 'text/html; charset=utf-8',
      cacheControl: 'no-store',
    })),
  );
}

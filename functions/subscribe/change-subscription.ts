import type { Settings } from '#shared/domain/settings.ts';
import { snsLinkIn } from '#shared/domain/sns-links.ts';
import type { Subscriptions } from '#shared/ports.ts';
import {
  CHANGE_FIELDS,
  renderChangeAnswer,
  renderChangeForm,
  renderChangeStart,
} from '#site/change-subscription-page.ts';
import { choiceFrom, fieldsOf } from './choice.ts';

export interface Answer {
  readonly status: 200 | 400 | 429;
  /** A complete HTML page. */
  readonly body: string;
}

/**
 * Changes or ends the subscription that a link of SNS belongs to, or confirms it. Who has such a link has
 * the message: SNS itself asks for no more. Only a posted form has an effect, because mail scanners open
 * links.
 */
export async function changeSubscription(
  subscriptions: Subscriptions,
  settings: Settings,
  fields: URLSearchParams,
): Promise<Answer> {
  const link = snsLinkIn(fields.get(CHANGE_FIELDS.link) ?? '');
  if (link === undefined) return { status: 400, body: renderChangeStart(settings, 'noLink') };
  if (link.does === 'confirm') {
    const confirmed = await subscriptions.confirm(link);
    return confirmed
      ? { status: 200, body: renderChangeAnswer('confirmed', settings) }
      : { status: 400, body: renderChangeStart(settings, 'unknownLink') };
  }
  const filter = await subscriptions.filterOf(link.subscriptionArn);
  if (filter === undefined) return { status: 400, body: renderChangeStart(settings, 'unknownLink') };
  const { subscriptionArn } = link;
  switch (fields.get(CHANGE_FIELDS.step)) {
    case 'stop':
      await subscriptions.end(subscriptionArn);
      return { status: 200, body: renderChangeAnswer('stopped', settings) };
    case 'save': {
      const choice = choiceFrom(fields, settings);
      if (choice.problems.length > 0)
        return {
          status: 400,
          body: renderChangeForm(settings, subscriptionArn, fields, choice.problems),
        };
      await subscriptions.change(subscriptionArn, choice.filter);
      return { status: 200, body: renderChangeAnswer('saved', settings) };
    }
    default: {
      const chosen = fieldsOf(filter);
      const { problems } = choiceFrom(chosen, settings);
      return { status: 200, body: renderChangeForm(settings, subscriptionArn, chosen, problems) };
    }
  }
}

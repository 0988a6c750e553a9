/** What a link in a message from SNS does. */
export type SnsLink =
  | { readonly does: 'confirm'; readonly topicArn: string; readonly token: string }
  | { readonly does: 'end'; readonly topicArn: string; readonly subscriptionArn: string };

/** Mail systems that check links wrap them in a link of their own, percent-encoded, at most this often. */
const MOST_WRAPPINGS = 3;

const CONFIRM = /[?&]TopicArn=(arn:[a-z-]+:sns:[\w-]+:\d+:[\w-]+)&Token=(\w{8,512})/;
const END = /[?&]SubscriptionArn=((arn:[a-z-]+:sns:[\w-]+:\d+:[\w-]+):[0-9a-f-]{36})/;

/**
 * Reads the first SNS link in a text, e.g. `https://sns.eu-west-2.amazonaws.com/unsubscribe.html?...`, also
 * if the reader's mail system wrapped it. Undefined if there is none.
 */
export function snsLinkIn(text: string): SnsLink | undefined {
  let plain = text;
  for (let wrapping = 0; wrapping <= MOST_WRAPPINGS; wrapping++) {
    const [, topic, token] = CONFIRM.exec(plain) ?? [];
    if (topic !== undefined && token !== undefined) return { does: 'confirm', topicArn: topic, token };
    const [, subscriptionArn, topicArn] = END.exec(plain) ?? [];
    if (topicArn !== undefined && subscriptionArn !== undefined)
      return { does: 'end', topicArn, subscriptionArn };
    plain = decoded(plain);
  }
  return undefined;
}

/** Decodes percent-encoded ASCII. */
function decoded(text: string): string {
  return text.replace(/%([2-7][0-9a-f])/gi, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
}

import type { InboxMessage } from '../aws/messaging/topic-store.ts';

/** Escapes text for HTML and quoted attributes. */
function html(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.codePointAt(0)};`);
}

const HEADINGS: Readonly<Record<string, string>> = {
  email: 'E-mail',
  'email-json': 'JSON for machines',
  sms: 'Text message',
};

export interface InboxPage {
  readonly siteUrl: string;
  readonly s3Url: string;
  readonly bucket: string;
  readonly folder: string;
  readonly messages: readonly InboxMessage[];
}

/** The inbox page: messages to subscribers and officers, and a drop zone. */
export function inboxPage({ siteUrl, s3Url, bucket, folder, messages }: InboxPage): string {
  return layout(
    'Inbox',
    `<section aria-labelledby="drop-heading">
<h2 id="drop-heading">Drop a review</h2>
<p>As an officer does: a PDF, and beside it a note (<code>baby-eva.pdf</code>, <code>baby-eva.yaml</code>).
Copying it into <code>${html(folder)}</code> does the same, and so does any S3 client:<br>
<code>aws s3 cp FILE.pdf s3://${html(bucket)}/ --endpoint-url ${html(s3Url)}</code></p>
<form id="drop">
<label for="files">PDFs and notes</label>
<input id="files" type="file" multiple accept=".pdf,.yaml,.yml,.approved">
<p class="hint">or drag files onto this box</p>
</form>
<div role="status"><ul id="dropped" aria-label="What was dropped"></ul></div>
<noscript><p>Without JavaScript, use the folder or an S3 client.</p></noscript>
</section>
<section aria-labelledby="inbox-heading">
<h2 id="inbox-heading">What was received</h2>
<p>Newest first. This stands in for mailboxes and telephones: nothing leaves this machine.
The reviews themselves are at <a href="${html(siteUrl)}/">${html(siteUrl)}</a>; what became of each upload is on the
<a href="/dashboard/">officers’ dashboard</a>.</p>
<p id="news" role="status" class="visually-hidden"></p>
<ol id="messages">${messageItems(messages)}</ol>
</section>`,
  );
}

/** The list of messages, newest first. */
export function messageItems(messages: readonly InboxMessage[]): string {
  if (messages.length === 0) return '<li class="none">Nothing yet.</li>';
  return messages.map(messageItem).join('\n');
}

function messageItem(message: InboxMessage): string {
  const at = new Date(message.at);
  const topic = message.topic.split(':').at(-1) ?? '';
  const subject = message.subject === '' ? '' : `<p class="subject">${html(message.subject)}</p>`;
  const link =
    message.link === null
      ? ''
      : `<p><a href="${html(message.link)}">${message.kind === 'confirmation' ? 'Confirm subscription' : 'Unsubscribe'}</a></p>`;
  const text = `<pre>${html(shown(message))}</pre>`;
  const long = message.protocol === 'email-json';
  const body = long ? `<details><summary>The item of the feed</summary>${text}</details>` : text;
  return `<li data-id="${message.id}" class="${html(message.protocol)}">
<h3>${html(HEADINGS[message.protocol] ?? message.protocol)} to ${html(message.endpoint)}</h3>
<p class="when"><time datetime="${at.toISOString()}">${at.toTimeString().slice(0, 8)}</time> from ${html(topic)}</p>
${subject}${body}${link}</li>`;
}

/** JSON is pretty-printed, without links. */
function shown(message: InboxMessage): string {
  if (message.protocol !== 'email-json') return message.text;
  try {
    return JSON.stringify(JSON.parse(message.text), undefined, 2);
  } catch {
    return message.text;
  }
}

/** The page behind a link of an e-mail. */
export function answerPage(title: string, text: string, form = ''): string {
  return layout(
    title,
    `<section><h2>${html(title)}</h2><p>${html(text)}</p>${form}<p><a href="/">Back to the inbox</a></p></section>`,
  );
}

/** Asks for confirmation: opening an unsubscribe link must not end the subscription. */
export function unsubscribeForm(arn: string): string {
  return `<form method="post" action="/unsubscribe?SubscriptionArn=${html(encodeURIComponent(arn))}"><button>Unsubscribe</button></form>`;
}

function layout(title: string, main: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>${html(title)} – Review Publisher on this machine</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="/inbox.css">
<script src="/inbox.js" type="module"></script>
</head>
<body>
<header><p class="where">On this machine only</p><h1>Review Publisher</h1></header>
<main>${main}</main>
</body>
</html>
`;
}

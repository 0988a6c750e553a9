import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { nameOfKey } from '#shared/domain/review/files/upload-key.ts';
import { type LocalServer, listenLocally, readBody } from './aws/http/local-server.ts';
import type { TopicStore } from './aws/messaging/topic-store.ts';
import type { DashboardAnswers } from './dashboard-answers.ts';
import { answerPage, inboxPage, messageItems, unsubscribeForm } from './inbox/inbox-page.ts';

export interface InboxOptions {
  readonly port: number;
  readonly topics: TopicStore;
  /** Uploads dropped files as an officer. */
  readonly s3: S3Client;
  readonly bucket: string;
  readonly siteUrl: string;
  readonly s3Url: string;
  /** The watched folder, for display. */
  readonly folder: string;
  /** Serves paths below `/dashboard/`. */
  readonly dashboard?: DashboardAnswers;
}

const MOST_MESSAGES = 200;
const MOST_BYTES = 500 * 1024 * 1024;
const SECURITY = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
};

/** Answers a request. `rest` is the path after the folder of a route that ends with `*`. */
type Route = (call: {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly query: URLSearchParams;
  readonly rest: string;
}) => unknown;

/**
 * Serves the inbox: a page with the messages to subscribers and officers, a drop zone, and the targets of
 * links in messages.
 */
export function startInbox(options: InboxOptions): Promise<LocalServer> {
  const { topics } = options;
  const asset = (name: string) => readFileSync(join(import.meta.dirname, 'inbox', name), 'utf8');
  const assets = new Map<string, { type: string; body: string }>([
    ['/inbox.css', { type: 'text/css; charset=utf-8', body: asset('inbox.css') }],
    ['/inbox.js', { type: 'text/javascript; charset=utf-8', body: asset('inbox.js') }],
  ]);

  const routes: Readonly<Record<string, Route>> = {
    'GET /': ({ response }) =>
      page(response, inboxPage({ ...options, messages: topics.inbox(MOST_MESSAGES) })),
    'GET /messages': ({ request, response }) =>
      sendFresh(request, response, messageItems(topics.inbox(MOST_MESSAGES))),
    'GET /dashboard': ({ response }) =>
      response.writeHead(308, { ...SECURITY, location: '/dashboard/' }).end(),
    'GET /confirm': ({ response, query }) => page(response, confirm(query.get('Token') ?? '')),
    'GET /unsubscribe': ({ response, query }) => page(response, askToUnsubscribe(arnIn(query))),
    'POST /unsubscribe': ({ response, query }) => {
      const arn = arnIn(query);
      const known = topics.subscriptions().some((one) => one.arn === arn);
      if (known && !topics.isProtected(arn)) topics.unsubscribe(arn);
      page(response, answerPage('Unsubscribed', 'No more messages go to this address.'));
    },
    'GET /dashboard/*': ({ response, rest }) => showDashboard(options.dashboard, response, rest),
    'PUT /uploads/*': ({ request, response, rest }) => drop(request, response, decodeURIComponent(rest)),
  };

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
    const method = request.method === 'HEAD' ? 'GET' : request.method;
    const [, folder = '', rest = ''] = /^(\/[^/]+\/)(.*)$/.exec(pathname) ?? [];
    const route = routes[`${method} ${pathname}`] ?? routes[`${method} ${folder}*`];
    const found = assets.get(pathname);
    if (route) await route({ request, response, rest, query: searchParams });
    else if (found) send(response, 200, found.type, found.body);
    else send(response, 404, 'text/plain', 'There is no such page.');
  };

  const confirm = (token: string): string => {
    if (topics.byToken(token) === undefined)
      return answerPage('This link is not known', 'It may belong to a subscription that has ended.');
    const { endpoint, topic } = topics.confirm(token);
    return answerPage(
      'Subscription confirmed',
      `${endpoint} gets what is published on ${topic.split(':').at(-1)}.`,
    );
  };

  const askToUnsubscribe = (arn: string): string => {
    const found = topics.subscriptions().find((one) => one.arn === arn);
    if (found === undefined) return answerPage('This link is not known', 'The subscription has ended.');
    if (topics.isProtected(arn))
      return answerPage('Subscription not removed', 'This subscription ends only by a signed request.');
    return answerPage('Unsubscribe?', `${found.endpoint} would get no more messages.`, unsubscribeForm(arn));
  };

  const drop = async (request: IncomingMessage, response: ServerResponse, key: string): Promise<void> => {
    if (nameOfKey(key) === undefined || /[\\/]/.test(key) || Buffer.byteLength(key) > 255)
      return send(response, 400, 'text/plain', 'not a name for an upload');
    try {
      const Body = await readBody(request, MOST_BYTES);
      const ContentType = key.toLowerCase().endsWith('.pdf') ? 'application/pdf' : 'text/plain';
      await options.s3.send(new PutObjectCommand({ Bucket: options.bucket, Key: key, Body, ContentType }));
      send(response, 201, 'text/plain', 'dropped');
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      send(response, 500, 'text/plain', `not dropped: ${reason}`);
    }
  };

  return listenLocally(answer, options.port, 'own pages, and links to them');
}

const arnIn = (query: URLSearchParams): string => query.get('SubscriptionArn') ?? '';

async function showDashboard(
  dashboard: DashboardAnswers | undefined,
  response: ServerResponse,
  path: string,
): Promise<void> {
  const found = await dashboard?.(path);
  if (found === undefined) send(response, 404, 'text/plain', 'There is no such page.');
  else send(response, 200, found.type, found.body);
}

function page(response: ServerResponse, body: string): void {
  send(response, 200, 'text/html; charset=utf-8', body);
}

function sendFresh(request: IncomingMessage, response: ServerResponse, body: string): void {
  const etag = `"${createHash('sha256').update(body).digest('hex').slice(0, 16)}"`;
  response.setHeader('etag', etag);
  if (request.headers['if-none-match'] === etag) response.writeHead(304, SECURITY).end();
  else send(response, 200, 'text/html; charset=utf-8', body);
}

function send(response: ServerResponse, status: number, type: string, body: string | Uint8Array): void {
  response.writeHead(status, {
    ...SECURITY,
    'content-type': type,
    'content-length': Buffer.byteLength(body),
  });
  response.end(body);
}

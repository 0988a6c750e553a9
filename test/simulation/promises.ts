import { permalinkOf } from '#shared/domain/listing/entry.ts';
import { logReference } from '#shared/domain/log-reference.ts';
import type { Alert } from '#shared/domain/messages/alert.ts';
import type { Receipt } from '#shared/domain/messages/receipt.ts';
import type { Review } from '#shared/domain/review/review.ts';
import { SENTENCES_FILE } from '#shared/domain/search/search-paths.ts';
import type { World } from '../support/fakes/a-world.ts';
import type { StepName } from './engine.ts';
import { judgeEnd } from './final-invariants.ts';
import { type Model, markersIn } from './model.ts';

/** Checks promises at every step and in the final state. Broken ones are reported as sentences. */
export interface Promises {
  readonly broken: readonly string[];
  /** These paths were invalidated in the CDN caches. */
  purged(paths: readonly string[]): void;
  alerted(alert: Alert, claimedSince: number): void;
  told(receipt: Receipt): void;
  /**
   * No message is left and no function runs: every review that does not wait for the clock must be done,
   * without a sweep.
   */
  judgeQuiet(): void;
  /** A record was written. */
  recorded(review: Review, by: StepName): void;
  /** These items lost fields that a newer release had written. */
  kept(losers: readonly string[]): void;
  /** Final state: nothing is pending. */
  judgeEnd(): void;
}

/** A review's page or a file beside it, pages in the second language too. */
const LINK = /\/reviews\/\d{4}\/(?!cy\/)[a-z0-9-]+\/(?:[a-z0-9-]+\.pdf|(?:report\/)?(?:cy\/)?)/g;

/** The SHA-256 of the PDF that the words of an edition are of, as the examiner's fake writes it. */
const ORIGINAL = /\b[0-9a-f]{64}\b/g;

/** An edition, or its words for the search. */
const EDITION = /^\/reviews\/\d{4}\/[a-z0-9-]+\/report\/(?:cy\/|sentences\.json)?$/;

/** A file of the index of words. Each review in it has its sentences. */
const SHARD = /^\/reviews\/search\//;

/** A review's page. */
const PAGE = /^\/reviews\/\d{4}\/(?!cy\/)[a-z0-9-]+\/(?:cy\/)?$/;

/** Whether these are the same page in two languages. */
const areTheSame = (one: string, other: string): boolean =>
  one.replace(/cy\/$/, '') === other.replace(/cy\/$/, '');

/** Paths that must exist while this file does. */
function linksOf(path: string, body: string): ReadonlySet<string> {
  if (!SHARD.test(path)) return new Set(body.match(LINK));
  return new Set(body.match(LINK)?.map((permalink) => permalink + SENTENCES_FILE));
}

export function watchPromises(world: World, model: Model): Promises {
  const broken: string[] = [];
  const links = new Map<string, ReadonlySet<string>>();
  /** Paths that readers could reach by links; only those can be in a cache. */
  const ledTo = new Set<string>();
  /** Permalinks that were ever listed, and until when. */
  const listed = new Map<string, number>();
  const uncached = new Set<string>();
  const there = new Map<string, string>();
  const told: { readonly name: string; readonly outcome: string; readonly at: number }[] = [];
  const names = new Map<string, string>();
  /** Names whose alert a sweep made due. If it died before it queued the alert, the next sweep does. */
  const sweptAlerts = new Set<string>();
  /** All outcomes ever owed, and the number owed now. */
  const owed = new Map<string, readonly string[]>();
  const standing = new Map<string, number>();
  const records = new Map<string, Pick<Review, 'said' | 'publication'>>();
  const now = (): number => world.clock.time();
  const breaks = (sentence: string): void => void broken.push(sentence);

  const mayBeRead = (path: string, text: string): void => {
    for (const marker of new Set(markersIn(text))) {
      if (!model.mayShow(marker, now())) breaks(`${path} shows ${marker}, which may not be public.`);
    }
  };
  const isThere = (path: string): boolean =>
    world.publicFiles.files.has(path) || world.publicFiles.documents.has(path);

  /** Readers follow links from feeds and lists to pages, and from listed pages to files. */
  const lead = (from: string): void => {
    if ((PAGE.test(from) || EDITION.test(from)) && !ledTo.has(from)) return;
    for (const link of links.get(from) ?? []) {
      if (ledTo.has(link)) continue;
      ledTo.add(link);
      lead(link);
    }
  };

  const noteChange = (path: string, content: string | undefined): void => {
    const before = there.get(path);
    if (before !== undefined && before !== content && ledTo.has(path)) uncached.add(path);
    if (content === undefined) there.delete(path);
    else there.set(path, content);
  };

  const judgeDocument = (path: string, copy: string): void => {
    const original = originalOf(world, copy);
    if (!model.mayCopy(original, now()))
      breaks(`${path} is a copy of ${model.pdf(original)?.marker}, which may not be public.`);
  };

  const judgeEdition = (path: string, body: string): void => {
    for (const [original] of body.matchAll(ORIGINAL))
      if (!model.mayCopy(original, now()))
        breaks(`${path} has the words of ${model.pdf(original)?.marker}, which may not be public.`);
  };

  const noteListed = (): void => {
    const linked = links.get('/reviews.json') ?? new Set();
    for (const link of linked) listed.set(link, Number.POSITIVE_INFINITY);
    for (const [link, until] of listed) if (!linked.has(link) && until > now()) listed.set(link, now());
  };

  const judgeLinks = (): void => {
    for (const [from, linked] of links) {
      // An edition is written before the page that links to it, and links back to that page.
      if (EDITION.test(from) && !ledTo.has(from)) continue;
      // Of pages in two languages one comes and goes first: before anything leads to either, and after.
      const mayMiss = EDITION.test(from) || !ledTo.has(from);
      for (const link of linked)
        if (!isThere(link) && !(mayMiss && areTheSame(from, link)))
          breaks(`${from} links to ${link}, which does not exist.`);
    }
  };

  world.publicFiles.onChange((path) => {
    const file = world.publicFiles.files.get(path);
    const copy = world.publicFiles.documents.get(path);
    noteChange(path, file?.body ?? copy);
    if (file) {
      mayBeRead(path, file.body);
      if (EDITION.test(path)) judgeEdition(path, file.body);
      links.set(path, linksOf(path, file.body));
      lead(path);
    } else links.delete(path);
    if (copy !== undefined) judgeDocument(path, copy);
    if (path === '/reviews.json') noteListed();
    judgeLinks();
  });

  /** What a note once said holds until an officer says otherwise: no officer here ever lifts an embargo. */
  const judgeEmbargo = ({ name, said, publication }: Review): void => {
    const before = records.get(name);
    records.set(name, { ...(said && { said }), ...(publication && { publication }) });
    const embargo = before?.said?.publishAt;
    if (embargo === undefined || Date.parse(embargo) <= now()) return;
    if (said?.publishAt === undefined) breaks(`The embargo that the note of ${name} gave is forgotten.`);
    const isNew = publication !== undefined && before?.publication === undefined;
    if (isNew && publication.publishAt === undefined)
      breaks(`${name} is to be public before its embargo ends.`);
  };

  return {
    broken,
    purged(paths) {
      for (const path of paths) uncached.delete(path);
    },
    alerted({ id, email, json, sms, subject }, claimedSince) {
      const permalink = id.replace(/#.*/, '');
      mayBeRead(`the alert ${id}`, email + json + sms + subject);
      if ((listed.get(permalink) ?? 0) < claimedSince)
        breaks(`${id} is announced, and ${permalink} is not in the listing.`);
      if (world.alertsTopic.published.filter((alert) => alert.id === id).length > 1)
        breaks(`${id} is announced twice.`);
    },
    told({ subject, text }) {
      for (const name of model.names) names.set(logReference(name), name);
      // Of a subject in two languages, the first says the outcome.
      const [, outcome = '', ref = ''] = /^(.*?)(?: \/ .*)?: upload ([0-9a-f]+)$/.exec(subject) ?? [];
      const name = names.get(ref);
      if (name === undefined) return breaks(`A receipt names no upload: ${subject}`);
      told.push({ name, outcome, at: now() });
      if (outcome !== 'Published') return;
      const entry = world.entries.stored.find(
        ({ upload, status }) => upload === name && status === 'published',
      );
      if (!entry || listed.get(permalinkOf(entry)) !== Number.POSITIVE_INFINITY)
        breaks(`An officer is told that ${name} is published, and it is not.`);
      else if (!text.includes(permalinkOf(entry))) breaks(`A receipt does not say where ${name} is.`);
    },
    recorded(review, by) {
      const { name, owed: now, alert } = review;
      judgeEmbargo(review);
      if (alert?.state !== 'due') sweptAlerts.delete(name);
      else if (by === 'sweep') sweptAlerts.add(name);
      const before = standing.get(name) ?? 0;
      standing.set(name, now.length);
      if (now.length > before)
        owed.set(name, [...(owed.get(name) ?? []), ...now.slice(before).map(({ outcome }) => outcome)]);
    },
    kept(losers) {
      for (const item of losers) breaks(`An older release dropped what a newer one wrote in ${item}.`);
    },
    judgeQuiet() {
      for (const { name, owed, outOfSyncSince, alert, publication, retiredAt } of world.reviews.records) {
        if (owed.length > 0) breaks(`Nobody tells the officer of ${name} that it is ${owed[0]?.outcome}.`);
        if (outOfSyncSince !== undefined) breaks(`Nobody settles ${name}.`);
        const announcing = alert?.state === 'due' && !sweptAlerts.has(name);
        if (announcing && publication !== undefined && retiredAt === undefined)
          breaks(`Nobody announces ${name}.`);
      }
    },
    judgeEnd() {
      for (const sentence of judgeEnd(world, model, told, owed)) breaks(sentence);
      for (const path of uncached) breaks(`${path} changed, and the caches were not purged of it.`);
    },
  };
}

/** SHA-256 of the PDF that a clean copy was made from, as the examiner's fake writes it. */
export function originalOf(world: World, copy: string): string {
  return new TextDecoder().decode(world.cleanCopies.copies.get(copy)).slice(-64);
}

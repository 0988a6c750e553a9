import * as z from 'zod';

/** A review type, as data, so that a new one needs no code. */
export const ReviewType = z.strictObject({
  /** Identifier in records, feeds and filters, e.g. `lcspr`. */
  code: z.string().regex(/^[a-z0-9-]+$/),
  name: z.string(),
  /** Name for a Welsh publisher. */
  welsh: z.string().optional(),
  abbreviations: z.array(z.string()).default([]),
  /** Other wordings on covers. */
  alsoKnownAs: z.array(z.string()).default([]),
  nation: z.enum(['England', 'Wales', 'Scotland', 'Northern Ireland', 'UK']),
  from: z.number().optional(),
  until: z.number().optional(),
});
export type ReviewType = z.infer<typeof ReviewType>;

const Nation = z.enum(['England', 'Wales', 'Scotland', 'Northern Ireland']);
export type Nation = z.infer<typeof Nation>;

/** What law or guidance asks of some types of review. */
const LawTerms = z.strictObject({
  /** Codes of review types. */
  types: z.array(z.string()),
  nation: z.string().optional(),
  /** Least time in public, from the first day. */
  yearsInPublic: z.number().int().positive(),
  /** Who must have the report before it is public, and how many working days before. */
  notice: z
    .strictObject({ to: z.array(z.string()).nonempty(), workingDays: z.number().int().min(0) })
    .optional(),
  source: z.string(),
  /** Whether somebody read this in the source. */
  confirmed: z.boolean(),
});
export type LawTerms = z.infer<typeof LawTerms>;

const Language = z.enum(['en-GB', 'cy']);
const Link = z.strictObject({ text: z.string(), url: z.url() });

/** YAML knows neither `yes` nor `on`, and quotation marks make a text of what is in them. */
const Switch = z.boolean('write true or false, without quotation marks');

const Addresses = z.array(z.email(), 'write a list, for example [ann@example.org]');

/** A deployed site answers over TLS only; the one of `npm start` has no certificate. */
const isSecure = (url: string): boolean =>
  url.startsWith('https:') || ['localhost', '127.0.0.1'].includes(new URL(url).hostname);

/** The settings of one publisher: the only file to edit before a deployment. */
export const Settings = z.strictObject({
  publisher: z
    .strictObject({
      name: z.string().min(3),
      /** Heading and introduction of the index page. Plain text; `{link}` is replaced by the link. */
      heading: z.string().min(3),
      introduction: z.string(),
      link: Link.optional(),
      /** Origin of the public site, without a path, e.g. `https://reviews.example.org`. */
      site: z
        .url()
        .refine((url) => new URL(url).origin === url, {
          error: ({ input }) =>
            `must be an origin without a path or a final slash, in this case ${new URL(String(input)).origin}`,
        })
        .refine(isSecure, 'must begin with https://, because links in mails lead there'),
      contact: z.strictObject({ email: z.email(), phone: z.string().optional() }),
      /** Decides the bank holidays. */
      nation: Nation.default('England'),
      language: Language.default('en-GB'),
      /** The pages a second time, in another language: the publisher's texts in it. */
      secondLanguage: z
        .strictObject({
          language: Language,
          name: z.string().min(3),
          heading: z.string().min(3),
          introduction: z.string(),
          link: Link.optional(),
        })
        .optional(),
      timeZone: z
        .string()
        .default('Europe/London')
        .refine((zone) => Intl.supportedValuesOf('timeZone').includes(zone), 'is not a time zone'),
    })
    .refine(({ language, secondLanguage }) => language !== secondLanguage?.language, {
      path: ['secondLanguage', 'language'],
      error: 'is the first language',
    }),
  /**
   * ARN of the site's certificate, in us-east-1 as CloudFront requires. Without one, CloudFront assigns the
   * address.
   */
  certificate: z
    .string()
    .regex(
      /^arn:aws[a-z-]*:acm:us-east-1:\d{12}:certificate\/[\w-]+$/,
      'must be the ARN of a certificate in us-east-1',
    )
    .optional(),
  /** Recipients of receipts. */
  officers: Addresses.default([]),
  /** Recipients of alarms. */
  operators: Addresses.default([]),
  /**
   * A review published more than this many days before its first listing gets no alert; `off` alerts always.
   */
  backCatalogueAfterDays: z.union([z.number().int().positive(), z.literal('off')]).default(30),
  /** Seconds before an upload is examined, so that its review note may follow. SQS allows at most 900. */
  waitForNote: z.number().int().min(0).max(900).default(15),
  /** Two-person approval: somebody other than the uploader must upload `<name>.approved`. */
  secondPerson: Switch.default(false),
  /** Examine an upload only after GuardDuty Malware Protection for S3 scanned it. */
  malwareScan: Switch.default(false),
  /** Allow search engines. If not, every page and PDF says `noindex`, and no sitemap lists a review. */
  searchEngines: Switch.default(true),
  /** Offer SMS on the subscription page. */
  sms: Switch.default(false),
  /**
   * Reserved concurrency of the subscription form; `off` reserves none, which an account with a quota of ten
   * requires.
   */
  formsAtOnce: z.union([z.number().int().min(1).max(100), z.literal('off')]).default('off'),
  /** Terms that replace those of these types in `law-terms.json`. */
  terms: z.array(LawTerms).default([]),
  /** Bank holidays beside the usual ones, as `YYYY-MM-DD`. */
  bankHolidays: z.array(z.iso.date()).default([]),
  /** Facts of the accessibility statement. Without them the page says that the statement is not dated. */
  accessibility: z
    .strictObject({
      status: z.enum(['fully', 'partially', 'not']).default('partially'),
      prepared: z.iso.date(),
      reviewed: z.iso.date().optional(),
      tested: z.strictObject({ on: z.iso.date(), by: z.string().min(3) }).optional(),
      /** What else is not accessible, and which success criterion it fails: a sentence each. */
      nonCompliance: z.array(z.string().min(10)).default([]),
    })
    .optional(),
  /** Additional review types. */
  types: z.array(ReviewType).default([]),
});
export type Settings = z.infer<typeof Settings>;

/** Parses settings. Throws an error that names each wrong field and why. */
export function parseSettings(value: unknown): Settings {
  const parsed = Settings.safeParse(value);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(
    (issue) => `${issue.path.join('.') || 'settings'}: ${issue.message}`,
  );
  throw new Error(`The settings cannot be used. ${problems.join('; ')}`);
}

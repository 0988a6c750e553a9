import * as z from 'zod';

/** A type of review: data, so that a new one needs no code. */
export const ReviewType = z.strictObject({
  /** In records, feeds and filters, e.g. `lcspr`. */
  code: z.string().regex(/^[a-z0-9-]+$/),
  name: z.string(),
  /** What a Welsh publisher calls it. */
  welsh: z.string().optional(),
  abbreviations: z.array(z.string()).default([]),
  /** Other wordings on covers. */
  alsoKnownAs: z.array(z.string()).default([]),
  nation: z.enum(['England', 'Wales', 'Scotland', 'Northern Ireland', 'UK']),
  from: z.number().optional(),
  until: z.number().optional(),
});
export type ReviewType = z.infer<typeof ReviewType>;

/** What one publisher sets: the only file to edit before a deployment. */
export const Settings = z.strictObject({
  publisher: z.strictObject({
    name: z.string().min(3),
    /**
     * Heading and introduction of the index page. The introduction is plain text; `{link}` stands for the
     * link.
     */
    heading: z.string().min(3),
    introduction: z.string(),
    link: z.strictObject({ text: z.string(), url: z.url() }).optional(),
    /** Origin of the public site, without a path, e.g. `https://reviews.example.org`. */
    site: z
      .url()
      .refine((url) => new URL(url).origin === url, 'must be an origin without a path or a final slash'),
    contact: z.strictObject({ email: z.email(), phone: z.string().optional() }),
    language: z.enum(['en-GB', 'cy']).default('en-GB'),
    timeZone: z
      .string()
      .default('Europe/London')
      .refine((zone) => Intl.supportedValuesOf('timeZone').includes(zone), 'is not a time zone'),
  }),
  /**
   * Certificate of the site's address, in us-east-1 where CloudFront looks for it. Without one the site is at
   * an address of CloudFront's.
   */
  certificate: z
    .string()
    .regex(
      /^arn:aws[a-z-]*:acm:us-east-1:\d{12}:certificate\/[\w-]+$/,
      'must be the ARN of a certificate in us-east-1',
    )
    .optional(),
  /** Who gets the receipts. */
  officers: z.array(z.email()).default([]),
  /** Who gets the alarms. */
  operators: z.array(z.email()).default([]),
  /**
   * A review published more than this many days before it is first listed is listed without an alert; `off`
   * alerts always.
   */
  backCatalogueAfterDays: z.union([z.number().int().positive(), z.literal('off')]).default(30),
  /**
   * For so many seconds nobody looks at an upload, so that its review note may come just after it. At most
   * what SQS can wait.
   */
  waitForNote: z.number().int().min(0).max(900).default(15),
  /**
   * A review is published only after another person than the one who dropped the PDF drops `<name>.approved`.
   */
  secondPerson: z.boolean().default(false),
  /** Wait for GuardDuty Malware Protection for S3 before an upload is examined. */
  malwareScan: z.boolean().default(false),
  /**
   * Let search engines list the site. If not, every page and PDF says `noindex`, and no sitemap names a
   * review.
   */
  searchEngines: z.boolean().default(true),
  /** Offer SMS on the subscription page. */
  sms: z.boolean().default(false),
  /**
   * At most so many subscription forms at once; `off` reserves nothing, since an account whose quota is ten
   * can reserve none.
   */
  formsAtOnce: z.union([z.number().int().min(1).max(100), z.literal('off')]).default('off'),
  /** Added to the types table. */
  types: z.array(ReviewType).default([]),
});
export type Settings = z.infer<typeof Settings>;

/** Parses settings; the error names each field that is wrong and why. */
export function parseSettings(value: unknown): Settings {
  const parsed = Settings.safeParse(value);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(
    (issue) => `${issue.path.join('.') || 'settings'}: ${issue.message}`,
  );
  throw new Error(`The settings cannot be used. ${problems.join('; ')}`);
}

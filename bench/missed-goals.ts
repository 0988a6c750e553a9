/** Why a goal is missed and how to reach it, shown in docs/performance.md. */
const REASONS: readonly { readonly goals: RegExp; readonly why: string }[] = [
  {
    goals: /^(Examination of 100|\.\.\. against pdftotext|Pages a second)/,
    why: '`getText` asks pdf.js for text alone; the examination asks for every operator, since covered, clipped and colourless words are found in no other way, and then follows each of them, reads the facts and runs the checks. Nearly half of the time is within pdf.js, a quarter is facts and checks, which search the whole text with some hundred patterns. What would do it: a reader of content streams of our own, which prepares nothing for drawing, or PDFium for text and geometry in one pass.',
  },
  {
    goals: /suspicious/,
    why: 'A suspicious page is read once more and painted by PDFium in WebAssembly, on one thread, and each of its characters is looked at. What would do it: painting only the part of the page that geometry doubts, at the price of what geometry overlooks elsewhere on that page.',
  },
  {
    goals: /memory/,
    why: 'Half of it is Node, pdf.js and the code of the checks before any page is read; the rest is mostly garbage that V8 has no reason to collect, as there is room: the function has 2,048 MB, for the processor that comes with it, and a PDF is stopped at 880 MB. What would do it: `--max-semi-space-size` and a smaller heap for the thread, at the price of time; not worth it.',
  },
  {
    goals: /^Import of/,
    why: "About a quarter of it is Node's own `https`, which every request to AWS needs; the AWS SDK, without the files, operations and errors that nobody asks for, and Zod's schemas are the rest (the rows above show the first two alone). What would do it: Zod Mini in place of Zod; S3 and CloudFront asked by signed requests of our own, which gives up the retries and checks of the SDK; or SnapStart, once it is there for Node.",
  },
  {
    goals: /^Size of/,
    why: 'Of `examine-upload`, pdf.js is 1.5 MB and what makes clean copies 0.6 MB, in a chunk that is read only when a review is to be published; of the others the AWS SDK is about half, with S3 alone 50 KB, Zod 80 KB, Powertools 30 KB, and the rest our own rules, pages and words in two languages, in `sweep` with the styles and scripts that it writes. What would do it: a build of pdf.js without forms, signatures and pictures; Zod Mini; one AWS client less.',
  },
  {
    goals: /^Upload to alert/,
    why: 'Between an upload and its alert there are four deliveries and more than forty requests to emulators, which share two processors here with the functions themselves. What would do it: fewer requests one after the other when the page, the documents and the listing are written.',
  },
  {
    goals: /^Bulk load/,
    why: 'The emulators and the publisher work on the same processors as the reader here; in AWS they do not, and two uploads are examined at once. What would do it: nothing on one machine.',
  },
  {
    goals: /^(One more review|The index page|The first page)/,
    why: 'A year is listed in parts of a hundred, and a publication reads and writes its part and the first pages. Among few reviews the year is over before its part is half full, so less is written. What would do it: parts of fifty, which are twice as many files for who reads everything.',
  },
  {
    goals: /^One publication/,
    why: 'Most of it is the two seconds that an alert takes on purpose, and the requests that write the page, the documents and the listing; see above.',
  },
  {
    goals: /^A month/,
    why: 'Nearly all of it are alarms and the polls of the queues, which cost the same whether anything happens or not. What would do it: fewer alarms.',
  },
];

/** The reason for a missed goal. Throws if none is written yet. */
export function reasonFor(goal: string): string {
  const found = REASONS.find(({ goals }) => goals.test(goal));
  if (found === undefined) throw new Error(`Say in bench/missed-goals.ts why this goal is missed: ${goal}`);
  return found.why;
}

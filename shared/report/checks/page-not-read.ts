import type { Finding } from '#shared/domain/review/finding.ts';
import type { Check } from './check.ts';

/** Pages on which something is seen, or held, that was not read: no check looked at it. */
export const pageNotRead: Check = ({ report }) =>
  report.pages.flatMap(({ number, notRead }): Finding[] =>
    notRead === undefined
      ? []
      : [
          {
            code: 'page-not-read',
            page: number,
            box: notRead,
            message: 'Two ways of reading this page do not agree, so not everything on it could be checked.',
          },
        ],
  );

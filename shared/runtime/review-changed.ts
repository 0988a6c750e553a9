import * as z from 'zod';
import type { ReviewChanged } from '#shared/ports.ts';

/** A message in the changes or the alerts queue. */
export const reviewChanged: z.ZodType<ReviewChanged> = z.strictObject({ name: z.string() });

import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import * as z from 'zod';
import { ReviewType } from '#shared/domain/settings.ts';

/** Reads review types from a YAML file: a list, or settings with `types`. */
export async function readTypes(file: string): Promise<ReviewType[]> {
  const content: unknown = parse(await readFile(file, 'utf8'));
  const types = z.union([
    z.array(ReviewType),
    z.object({ types: z.array(ReviewType) }).transform((all) => all.types),
  ]);
  const parsed = types.safeParse(content);
  if (parsed.success) return parsed.data;
  throw new Error(`${file} is no list of review types: ${z.prettifyError(parsed.error)}`);
}

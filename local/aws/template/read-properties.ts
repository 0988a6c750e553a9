import type * as z from 'zod';

/**
 * Validates a resource's properties. `meaningless` lists those without effect on one machine; any other
 * unknown property is an error.
 */
export function readProperties<Shape extends z.core.$ZodShape>(
  properties: Readonly<Record<string, unknown>>,
  schema: z.ZodObject<Shape>,
  meaningless: readonly string[] = [],
): z.infer<z.ZodObject<Shape>> {
  const meant = Object.fromEntries(
    Object.entries(properties).filter(([name]) => !meaningless.includes(name)),
  );
  const unknown = Object.keys(meant).filter((name) => !(name in schema.shape));
  if (unknown.length > 0)
    throw new Error(`The local stack does not know the property ${unknown.join(', ')}.`);
  const parsed = schema.safeParse(meant);
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  throw new Error(issues.join('; '));
}

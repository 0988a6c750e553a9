import type * as z from 'zod';

/**
 * A resource's properties as the local stack understands them. `meaningless` names those that change nothing
 * on one machine; any other that the schema does not know is an error.
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

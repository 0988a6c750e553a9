import * as z from 'zod';
import { AwsError, notImplemented } from '../http/aws-error.ts';
import type { MessageAttributes } from './message-attributes.ts';

const Scalar = z.union([z.string(), z.number(), z.boolean(), z.null()]);
type Scalar = z.infer<typeof Scalar>;
const AnythingBut = z.union([
  Scalar,
  z.array(Scalar),
  z.strictObject({ prefix: z.string() }),
  z.strictObject({ suffix: z.string() }),
]);
const Condition = z.union([
  Scalar,
  z.strictObject({ prefix: z.string() }),
  z.strictObject({ suffix: z.string() }),
  z.strictObject({ 'equals-ignore-case': z.string() }),
  z.strictObject({ exists: z.boolean() }),
  z.strictObject({ 'anything-but': AnythingBut }),
  z.strictObject({ numeric: z.array(z.union([z.string(), z.number()])) }),
]);
type Condition = z.infer<typeof Condition>;
const Policy = z.record(z.string(), z.array(z.unknown()));

/** https://docs.aws.amazon.com/sns/latest/dg/subscription-filter-policy-constraints.html */
const MOST_KEYS = 5;
const MOST_COMBINATIONS = 150;

/** Parses a filter policy on message attributes. Throws if it is invalid or unsupported. */
export function parseFilterPolicy(json: string): (attributes: MessageAttributes) => boolean {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    throw new AwsError('InvalidParameter', 'Invalid parameter: FilterPolicy: is not JSON');
  }
  return parsePolicy(value);
}

function parsePolicy(value: unknown): (attributes: MessageAttributes) => boolean {
  const policy = Policy.safeParse(value);
  if (!policy.success)
    throw new AwsError('InvalidParameter', 'Invalid parameter: FilterPolicy: wants lists of conditions');
  const combinations = Object.values(policy.data).reduce((product, { length }) => product * length, 1);
  if (Object.keys(policy.data).length > MOST_KEYS || combinations > MOST_COMBINATIONS)
    throw new AwsError('InvalidParameter', 'Invalid parameter: FilterPolicy: Filter policy is too complex');
  const tests = Object.entries(policy.data).map(([name, conditions]) => {
    if (name === '$or') {
      const ways = conditions.map(parsePolicy);
      return (attributes: MessageAttributes) => ways.some((way) => way(attributes));
    }
    const known = conditions.map((condition) => {
      const parsed = Condition.safeParse(condition);
      if (!parsed.success) throw notImplemented(`the filter ${JSON.stringify(condition)}`);
      return parsed.data;
    });
    return (attributes: MessageAttributes) => {
      const values = valuesOf(attributes, name);
      return known.some((condition) => holds(condition, values));
    };
  });
  return (attributes) => tests.every((test) => test(attributes));
}

/** The values of an attribute; a list has several. */
function valuesOf(attributes: MessageAttributes, name: string): Scalar[] | undefined {
  const attribute = attributes[name];
  if (attribute === undefined) return undefined;
  const text = attribute.StringValue ?? '';
  if (attribute.DataType.startsWith('Number')) return [Number(text)];
  if (attribute.DataType !== 'String.Array') return [text];
  const list = z.array(Scalar).safeParse(JSON.parse(text));
  return list.success ? list.data : [];
}

function holds(condition: Condition, values: Scalar[] | undefined): boolean {
  if (condition !== null && typeof condition === 'object' && 'exists' in condition)
    return condition.exists === (values !== undefined);
  return values?.some((value) => matches(condition, value)) ?? false;
}

function matches(condition: Condition, value: Scalar): boolean {
  if (condition === null || typeof condition !== 'object') return condition === value;
  const text = String(value);
  if ('prefix' in condition) return text.startsWith(condition.prefix);
  if ('suffix' in condition) return text.endsWith(condition.suffix);
  if ('equals-ignore-case' in condition)
    return text.toLowerCase() === condition['equals-ignore-case'].toLowerCase();
  if ('numeric' in condition) return typeof value === 'number' && inRange(condition.numeric, value);
  if ('anything-but' in condition) {
    const not = condition['anything-but'];
    if (Array.isArray(not)) return !not.includes(value);
    return !matches(not, value);
  }
  return false;
}

function inRange(numeric: readonly (string | number)[], value: number): boolean {
  for (let index = 0; index + 1 < numeric.length; index += 2) {
    const bound = Number(numeric[index + 1]);
    const compare: Record<string, boolean> = {
      '=': value === bound,
      '<': value < bound,
      '<=': value <= bound,
      '>': value > bound,
      '>=': value >= bound,
    };
    if (!compare[String(numeric[index])]) return false;
  }
  return true;
}

import * as z from 'zod';
import { ACCOUNT, arnOf, REGION } from '../account.ts';
import type { Template } from './template.ts';

/** Values of a created resource: `Ref`, and attributes for `Fn::GetAtt`. */
export interface Created {
  readonly ref: string;
  readonly attributes?: Readonly<Record<string, string>>;
}

const NO_VALUE = Symbol('AWS::NoValue');
const Pair = z.tuple([z.string(), z.unknown()]);
const Names = z.union([z.tuple([z.string(), z.string()]), z.string().transform((text) => splitOnce(text))]);

/**
 * Resolves CloudFormation's intrinsic functions. Throws on an unsupported one, and on an unresolved
 * reference.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html
 */
export class Intrinsics {
  readonly #template: Template;
  readonly #created: ReadonlyMap<string, Created>;

  constructor(template: Template, created: ReadonlyMap<string, Created>) {
    this.#template = template;
    this.#created = created;
  }

  /** Replaces every intrinsic function. Drops `AWS::NoValue`. */
  resolve(value: unknown): unknown {
    const resolved = this.#resolve(value);
    return resolved === NO_VALUE ? undefined : resolved;
  }

  /** Whether a named condition is true. */
  holds(condition: string): boolean {
    if (!(condition in this.#template.Conditions)) throw new Error(`There is no condition ${condition}.`);
    return this.#truth(this.#template.Conditions[condition]);
  }

  #resolve(value: unknown): unknown {
    if (Array.isArray(value)) return value.map((one) => this.#resolve(one)).filter((one) => one !== NO_VALUE);
    if (value === null || typeof value !== 'object') return value;
    const entries = Object.entries(value);
    const [first] = entries;
    if (entries.length === 1 && first !== undefined && isIntrinsic(first[0]))
      return this.#call(first[0], first[1]);
    return Object.fromEntries(
      entries.map(([name, one]) => [name, this.#resolve(one)]).filter(([, one]) => one !== NO_VALUE),
    );
  }

  #call(name: string, argument: unknown): unknown {
    switch (name) {
      case 'Ref':
        return this.#ref(z.string().parse(argument));
      case 'Fn::GetAtt': {
        const [resource, attribute] = Names.parse(argument);
        return this.#attribute(resource, attribute);
      }
      case 'Fn::Join': {
        const [separator, parts] = Pair.parse(argument);
        return z.array(z.coerce.string()).parse(this.#resolve(parts)).join(separator);
      }
      case 'Fn::Split': {
        const [separator, text] = Pair.parse(argument);
        return z.string().parse(this.#resolve(text)).split(separator);
      }
      case 'Fn::Select': {
        const [index, list] = z.tuple([z.unknown(), z.unknown()]).parse(argument);
        const chosen = z.array(z.unknown()).parse(this.#resolve(list))[Number(this.#resolve(index))];
        if (chosen === undefined) throw new Error('Fn::Select chooses past the end of its list.');
        return chosen;
      }
      case 'Fn::Sub':
        return this.#substitute(argument);
      case 'Fn::If': {
        const [condition, yes, no] = z.tuple([z.string(), z.unknown(), z.unknown()]).parse(argument);
        return this.#resolve(this.holds(condition) ? yes : no);
      }
      case 'Fn::FindInMap': {
        const [map, key, entry] = z
          .tuple([z.string(), z.string(), z.string()])
          .parse(this.#resolve(argument));
        const found = this.#template.Mappings[map]?.[key]?.[entry];
        if (found === undefined) throw new Error(`There is no ${map} / ${key} / ${entry} in the mappings.`);
        return found;
      }
      case 'Fn::Base64':
        return Buffer.from(z.string().parse(this.#resolve(argument))).toString('base64');
      default:
        throw new Error(`The local stack does not know the intrinsic function ${name}.`);
    }
  }

  #ref(name: string): unknown {
    const { stackName } = this.#template;
    const pseudo: Record<string, string> = {
      'AWS::Region': REGION,
      'AWS::AccountId': ACCOUNT,
      'AWS::Partition': 'aws',
      'AWS::URLSuffix': 'amazonaws.com',
      'AWS::StackName': stackName,
      'AWS::StackId': arnOf('cloudformation', `stack/${stackName}/local`),
    };
    if (name === 'AWS::NoValue') return NO_VALUE;
    if (name in pseudo) return pseudo[name];
    const parameter = this.#template.Parameters[name];
    if (parameter !== undefined) {
      if (parameter.Default === undefined) throw new Error(`The parameter ${name} has no default value.`);
      return parameter.Default;
    }
    return this.#resource(name).ref;
  }

  #attribute(resource: string, attribute: string): string {
    const found = this.#resource(resource).attributes?.[attribute];
    if (found === undefined)
      throw new Error(`The local stack does not know the attribute ${attribute} of ${resource}.`);
    return found;
  }

  #resource(name: string): Created {
    const found = this.#created.get(name);
    if (found === undefined) throw new Error(`${name} is referred to and does not exist.`);
    return found;
  }

  #substitute(argument: unknown): string {
    const [text, values] =
      typeof argument === 'string'
        ? [argument, {}]
        : z.tuple([z.string(), z.record(z.string(), z.unknown())]).parse(argument);
    return text.replace(/\$\{(!?)([^}]+)\}/g, (_, literal: string, name: string) => {
      if (literal === '!') return `\${${name}}`;
      if (name in values) return String(this.#resolve(values[name]));
      if (name.includes('.')) return this.#attribute(...splitOnce(name));
      return String(this.#ref(name));
    });
  }

  #truth(value: unknown): boolean {
    const [[name, argument] = ['', undefined]] = Object.entries(
      z.record(z.string(), z.unknown()).parse(value),
    );
    if (name === 'Condition') return this.holds(z.string().parse(argument));
    const list = z.array(z.unknown()).parse(argument);
    if (name === 'Fn::Equals')
      return JSON.stringify(this.#resolve(list[0])) === JSON.stringify(this.#resolve(list[1]));
    if (name === 'Fn::Not') return !this.#truth(list[0]);
    if (name === 'Fn::And') return list.every((one) => this.#truth(one));
    if (name === 'Fn::Or') return list.some((one) => this.#truth(one));
    throw new Error(`The local stack does not know the condition function ${name}.`);
  }
}

/** Logical IDs referenced by a value. */
export function referencesIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(referencesIn);
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([name, one]) => {
    if (name === 'Ref' && typeof one === 'string') return [one];
    if (name === 'Fn::GetAtt') return [typeof one === 'string' ? splitOnce(one)[0] : String(one[0])];
    if (name === 'Fn::Sub') {
      const text = Array.isArray(one) ? one[0] : one;
      const named = [...String(text).matchAll(/\$\{([^!}][^}.]*)[^}]*\}/g)].map(
        ([, logical]) => logical ?? '',
      );
      return [...named, ...(Array.isArray(one) ? referencesIn(one[1]) : [])];
    }
    return referencesIn(one);
  });
}

function isIntrinsic(name: string): boolean {
  return name === 'Ref' || name.startsWith('Fn::');
}

function splitOnce(text: string): [string, string] {
  const dot = text.indexOf('.');
  return [text.slice(0, dot), text.slice(dot + 1)];
}

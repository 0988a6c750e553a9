import { XMLBuilder, XMLParser, XMLValidator } from 'fast-xml-parser';
import * as z from 'zod';

/** A document as nested objects. A key that starts with `@` is an attribute; an array repeats its element. */
export interface XmlObject {
  readonly [name: string]: XmlValue;
}
type XmlValue = string | number | boolean | undefined | XmlObject | readonly XmlValue[];

// Values stay strings (`00`), attributes are ignored, and white space is kept, since keys may contain it.
const parser = new XMLParser({
  ignoreAttributes: true,
  ignoreDeclaration: true,
  ignorePiTags: true,
  removeNSPrefix: true,
  parseTagValue: false,
  trimValues: false,
  // Needed for numeric character references.
  htmlEntities: true,
  processEntities: { enabled: true, maxExpandedLength: Number.POSITIVE_INFINITY },
});
const builder = new XMLBuilder({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  suppressEmptyNode: false,
  processEntities: false,
  tagValueProcessor: (_, value) => escapeText(String(value)),
  attributeValueProcessor: (_, value) => escapeText(String(value)),
});

/** Parses a request body. Throws if it is malformed or does not match the schema. */
export function readXml<T>(source: string, schema: z.ZodType<T>): T {
  const valid = XMLValidator.validate(source);
  if (valid !== true) throw new Error(`The XML is not well-formed: ${valid.err.msg}`);
  const document: unknown = parser.parse(source);
  const [root, second] = Object.values(z.record(z.string(), z.unknown()).parse(document));
  if (second !== undefined || Array.isArray(root)) throw new Error('The XML has more than one root element.');
  return schema.parse(root);
}

/** Serializes a document without XML declaration. Skips undefined values. */
export function writeXml(document: XmlObject): string {
  return builder.build(document);
}

/** An element that occurs any number of times. */
export function repeated<T extends z.ZodType>(item: T) {
  return z.preprocess(
    (value) => (value === undefined ? [] : Array.isArray(value) ? value : [value]),
    z.array(item),
  );
}

/** Escapes text. Control characters become character references, as in S3. */
function escapeText(text: string): string {
  return text.replace(/[<>&"'\p{Cc}]/gu, (character) => `&#${character.codePointAt(0)};`);
}

import { XMLBuilder, XMLParser, XMLValidator } from 'fast-xml-parser';
import * as z from 'zod';

/** A document as nested objects: a name starting with `@` is an attribute, an array repeats its element. */
export interface XmlObject {
  readonly [name: string]: XmlValue;
}
type XmlValue = string | number | boolean | undefined | XmlObject | readonly XmlValue[];

// No AWS request needs attributes, and `00` is a text. Spaces matter: they may belong to an object's key.
const parser = new XMLParser({
  ignoreAttributes: true,
  ignoreDeclaration: true,
  ignorePiTags: true,
  removeNSPrefix: true,
  parseTagValue: false,
  trimValues: false,
  // Without it, references by number stay as they are.
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

/** Reads a request body. Throws if it is not well-formed or not of this shape. */
export function readXml<T>(source: string, schema: z.ZodType<T>): T {
  const valid = XMLValidator.validate(source);
  if (valid !== true) throw new Error(`The XML is not well-formed: ${valid.err.msg}`);
  const document: unknown = parser.parse(source);
  const [root, second] = Object.values(z.record(z.string(), z.unknown()).parse(document));
  if (second !== undefined || Array.isArray(root)) throw new Error('The XML has more than one root element.');
  return schema.parse(root);
}

/** Writes a document without its declaration. Undefined values are left out. */
export function writeXml(document: XmlObject): string {
  return builder.build(document);
}

/** An element that may be absent, or occur once or more. */
export function repeated<T extends z.ZodType>(item: T) {
  return z.preprocess(
    (value) => (value === undefined ? [] : Array.isArray(value) ? value : [value]),
    z.array(item),
  );
}

/** Escapes text. Control characters become references, as S3 writes them. */
function escapeText(text: string): string {
  return text.replace(/[<>&"'\p{Cc}]/gu, (character) => `&#${character.codePointAt(0)};`);
}

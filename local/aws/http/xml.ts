/** An element of an XML request body. Attributes and processing instructions are dropped: no AWS request needs them. */
export interface XmlElement {
  readonly name: string;
  readonly text: string;
  readonly children: readonly XmlElement[];
}

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/** Escapes text for an XML element or attribute. Control characters become references, as S3 writes them. */
export function escapeXml(text: string): string {
  return text.replace(/[<>&"'\p{Cc}]/gu, (character) => {
    const name = Object.entries(ENTITIES).find(([, value]) => value === character)?.[0];
    return `&${name ?? `#${character.codePointAt(0)}`};`;
  });
}

/** `<name>text</name>`, or nothing when there is no text. */
export function xmlText(name: string, text: string | number | boolean | undefined): string {
  return text === undefined ? '' : `<${name}>${escapeXml(String(text))}</${name}>`;
}

function decode(text: string): string {
  return text.replace(/&(#x?[0-9a-f]+|\w+);/gi, (whole, name: string) => {
    if (name.startsWith('#x')) return String.fromCodePoint(Number.parseInt(name.slice(2), 16));
    if (name.startsWith('#')) return String.fromCodePoint(Number(name.slice(1)));
    return ENTITIES[name] ?? whole;
  });
}

/** Parses a request body. Throws on what is not well formed. Not handled: document types, and names that mean something by their prefix. */
export function parseXml(source: string): XmlElement {
  interface Open {
    name: string;
    text: string;
    children: XmlElement[];
  }
  const top: Open = { name: '', text: '', children: [] };
  const open: Open[] = [top];
  for (const [, cdata, tag, text] of source.matchAll(
    /<!\[CDATA\[([\s\S]*?)\]\]>|<\?[\s\S]*?\?>|<!--[\s\S]*?-->|<([^<>]+)>|([^<]+)/g,
  )) {
    const current = open.at(-1);
    if (current === undefined) throw new Error('The XML is not well formed.');
    if (cdata !== undefined) current.text += cdata;
    else if (text !== undefined) current.text += decode(text);
    else if (tag?.startsWith('/')) {
      open.pop();
      if (current.name !== localName(tag.slice(1)) || open.length === 0)
        throw new Error('The XML is not well formed.');
      open.at(-1)?.children.push(current);
    } else if (tag !== undefined) {
      const name = localName(tag);
      if (tag.endsWith('/')) current.children.push({ name, text: '', children: [] });
      else open.push({ name, text: '', children: [] });
    }
  }
  const root = top.children[0];
  if (open.length !== 1 || root === undefined) throw new Error('The XML is not well formed.');
  return root;
}

function localName(tag: string): string {
  const name = /^\s*([^\s/]+)/.exec(tag)?.[1] ?? '';
  return name.slice(name.indexOf(':') + 1);
}

/** The children of this name. */
export function childrenOf(element: XmlElement, name: string): XmlElement[] {
  return element.children.filter((child) => child.name === name);
}

/** The text of the first child of this name. */
export function textOf(element: XmlElement, name: string): string | undefined {
  return childrenOf(element, name)[0]?.text;
}

import fc from 'fast-check';

const ATTACKS = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' onmouseover='alert(1)",
  '</script><script>alert(1)</script>',
  '</title><svg onload=alert(1)>',
  '<!--',
  '-->',
  ']]>',
  '<![CDATA[',
  '&lt;b&gt;',
  '&#x3c;b&#x3e;',
  'javascript:alert(1)',
  '{{constructor.constructor("alert(1)")()}}',
  '\u202egnp.exe',
  '\u2066\u2067',
  '\u200f\u200e\u061c',
  '\u0000',
  '\u0007\u001b[31m',
  '\r\nSubject: forged',
  '\u2028\u2029\u0085',
  '\ud800',
  '\ufeff\uffff\ufffe',
  '\u{e0041}\u{e0042}',
  '=HYPERLINK("http://example.org")',
  '%00%0d%0a',
  'ילד א',
  'طفل',
  '👩‍👧',
  'a'.repeat(300),
];

/** Text as an attacker, a broken extractor or an unlucky writer would make it. */
export const hostileText: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom(...ATTACKS) },
      { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 12 }) },
      { weight: 1, arbitrary: fc.lorem({ maxCount: 3 }) },
    ),
    { minLength: 1, maxLength: 5 },
  )
  .map((parts) => parts.join(''));

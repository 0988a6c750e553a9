import { expect, test } from 'vitest';
import { readPdf } from '#shared/pdf/read-pdf.ts';
import { checkReport } from '#shared/report/checks/check-report.ts';
import { readFacts } from '#shared/report/facts/read-facts.ts';
import { line, onePage } from '../support/raw-pdf.ts';

const hex = (text: string): string => Buffer.from(text, 'latin1').toString('hex');

function mapOf(drawn: string, said: string | readonly string[]): string {
  const utf16 = (text: string) => Buffer.from(text, 'utf16le').swap16().toString('hex');
  const map = [...drawn].map((letter, at) => `<${hex(letter)}> <${utf16(said[at] ?? ' ')}>`);
  const codes = `${map.length} beginbfchar\n${map.join('\n')}\nendbfchar`;
  const range = '1 begincodespacerange\n<00> <ff>\nendcodespacerange';
  return `/CIDInit /ProcSet findresource begin begincmap\n${range}\n${codes}\nendcmap end`;
}

/** A page that draws letters of Helvetica, in a font that says others, or several, of the same places. */
function pageThatDraws(drawn: string, said: string | readonly string[]): Uint8Array {
  return onePage({
    content: `${line('A line of the report', 740)}BT /F2 12 Tf 72 700 Td (${drawn}) Tj ET`,
    resources: '/Font <</F1 5 0 R /F2 20 0 R>>',
    objects: {
      20: '<</Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding /ToUnicode 21 0 R>>',
      21: { entries: '', stream: mapOf(drawn, said) },
    },
  });
}

test.each<[string, string, string | readonly string[]]>([
  ['a name', 'Brom', 'Test'],
  ['a number, said to be words', '943 2', 'a lon'],
  ['a name, said to be full stops', 'Brom', '....'],
  ['a number, said to be symbols without a character', '943 476', '\uf0b9\uf0b4\uf0b3 \uf0b4\uf0b7\uf0b6'],
  ['a name, said to be symbols of a font', 'Bromwel', '\ue042\ue072\ue06f\ue06d\ue077\ue065\ue06c'],
  ['a name, said to be another of its letters', 'Anre', 'eArn'],
  ['a name, said by one letter', 'm', ['Bromwel']],
  ['a name, said to be characters of no width', 'Bromwel', '\u200b\u200c\u200d\u2060\u200b\u2060\u200c'],
  ['a name among many letters that are right', 'BromXADEGKLNPSTU', 'TestXADEGKLNPSTU'],
])('letters that draw others than the file says are told: %s', async (_, drawn, said) => {
  const [page] = (await readPdf(pageThatDraws(drawn, said))).pages;
  expect(page?.notRead).toBeDefined();
});

test.each<[string, string, string | readonly string[]]>([
  ['the same letters', 'Bromwel 0123', 'Bromwel 0123'],
  ['small letters drawn as capitals', 'KATHERIN', 'katherin'],
  ['the letter O for a nought', 'O1I', '0l1'],
  ['one odd sign', 'o A line', '- A line'],
  ['the bullets of a list', 'o A line n A line', '\uf0b7 A line \uf06e A line'],
  ['an a with one storey and a y with a tail', 'oq A line', 'ay A line'],
  ['two odd letters of a whole alphabet', 'HfABDEGKLNPRSTU', 'WzABDEGKLNPRSTU'],
  ['letters of other scripts, which are not compared', 'Brom A line', '\u0627\u0647\u0628\u062f A line'],
  ['ligatures, which look like other letters', 'dh A line', ['ti', 'fi', ...' A line']],
])('letters that draw what the file says are not: %s', async (_, drawn, said) => {
  const [page] = (await readPdf(pageThatDraws(drawn, said))).pages;
  expect(page?.notRead).toBeUndefined();
});

test('letters that are all drawn as bars say nothing', async () => {
  const [page] = (
    await readPdf(
      onePage({
        content: `${line('A line of the report', 740)}BT /F2 12 Tf 72 700 Td (Bromwel) Tj ET`,
        resources: '/Font <</F1 5 0 R /F2 20 0 R>>',
        objects: {
          20: `<</Type /Font /Subtype /Type1 /BaseFont /ZapfDingbats /ToUnicode 21 0 R /Encoding <</Differences [${[...'Bromwel'].map((letter) => `${letter.charCodeAt(0)} /a73`).join(' ')}]>>>>`,
          21: { entries: '', stream: mapOf('Bromwel', 'Bromwel') },
        },
      }),
    )
  ).pages;
  expect(page?.notRead).toBeDefined();
});

test('a number is checked as it is drawn, where one of its digits is said to be another', async () => {
  const report = await readPdf(
    pageThatDraws('The number 943 476 5919 is known', 'The number 943 472 5919 is known'),
  );
  const codes = checkReport(report, readFacts(report, []).facts).map(({ code }) => code);
  expect(codes).toContain('nhs-number');
});

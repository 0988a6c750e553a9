import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { passesModulus11 } from '#shared/domain/modulus-11.ts';
import type { FindingCode } from '#shared/domain/review/finding.ts';
import { checkReport } from '#shared/report/checks/check-report.ts';
import { hasCheckLetter } from '#shared/report/checks/identifiers/upn.ts';
import { aReport } from '../support/a-report.ts';

const PROSE = 'The hospital record was read by the reviewer.';

/** Finding codes of a report with this text on its third page, after two pages of prose. */
function codesOf(text: string): FindingCode[] {
  return checkReport(aReport({ pages: ['Child A', PROSE, text, PROSE] }), { pages: 4, candidates: {} }).map(
    ({ code }) => code,
  );
}

/** Every case that leaks is found, once; no case that only looks like it is. */
function tells(code: FindingCode, leaks: readonly string[], lookalikes: readonly string[]): void {
  test.each(leaks)(`finds ${code} in “%s”`, (text) => {
    expect(codesOf(text).filter((found) => found === code)).toEqual([code]);
  });
  test.each(lookalikes)(`finds no ${code} in “%s”`, (text) => {
    expect(codesOf(text)).not.toContain(code);
  });
}

/** The check digit of an NHS number, or undefined if the number is not valid. */
function checkDigit(nine: string): string | undefined {
  const sum = [...nine].reduce((total, digit, place) => total + Number(digit) * (10 - place), 0);
  const check = (11 - (sum % 11)) % 11;
  return check === 10 ? undefined : String(check);
}
const nineDigits = fc
  .tuple(
    fc.integer({ min: 1, max: 9 }),
    fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 8, maxLength: 8 }),
  )
  .map(([first, rest]) => [first, ...rest].join(''));
const nhsNumbers = nineDigits
  .filter((nine) => checkDigit(nine) !== undefined && !/^(\d)\1*$/.test(nine))
  .map((nine) => nine + (checkDigit(nine) ?? ''));

describe('a value in parts', () => {
  test.each<[FindingCode, string]>([
    ['nhs-number', 'Name\tNHS number\tSchool\nChild A\t943 476\tHexley Primary\n(twin)\t5919\tSchool'],
    ['nhs-number', 'Name\tRecord\tSchool\nChild A\t943 476\tHexley Primary\n(twin)\t5919\tSchool'],
    ['nhs-number', 'NHS number \u2468\u2463\u2462 \u2463\u2466\u2465 \u2464\u2468\u2460\u2468'],
    ['nhs-number', 'NHS number \u096f\u096a\u0969 \u096a\u096d\u096c \u096b\u096f\u0967\u096f'],
    ['nhs-number', 'Child\tNHS number\nChild A\t943\t476\t5919'],
    ['phone', 'Who\tPhone\tNotes\nMs A\t07700\tcalled on\nat home\t900461\tMonday'],
    ['postcode', 'Who\tAddress\tSince\nMs A\tThe Mill, NB4\t2019\nand B\t7QX\tto 2020'],
    ['national-insurance', 'Who\tNumber\tSince\nMs A\tAB 12 34\t2019\nand B\t56 C\tto 2020'],
    ['email', 'Who\tE-mail\tSince\nMs A\tkirsty.mallory@\t2019\nand B\tgmail.com\tto 2020'],
    ['street-address', 'Who\tAddress\tNotes\nMs A\t14 Mill\tlived here\nB\tLane\tand there'],
  ])('over the lines of a cell or the cells of a row is found once: %s', (code, text) => {
    expect(codesOf(text)).toEqual([code]);
  });

  test.each([
    'Year\tContacts\tReferrals\n943\t12\t44\n476\t13\t45\n5919\t15\t46',
    'Year\tNHS\tPolice\n2018\t943\t476\t5919',
  ])('is none where figures stand below or beside each other: %s', (text) => {
    expect(codesOf(text)).toEqual([]);
  });
});

describe('NHS numbers', () => {
  tells(
    'nhs-number',
    [
      'The hospital record (NHS number 999 770 5122) shows it.',
      'Her NHS no. 9997705122 was on the form.',
      'It was filed under 943-476-5919 at the surgery.',
      'It was filed under 943.476.5919 at the surgery.',
      'NHS: 943 476 5919, seen twice.',
      'It was filed under 943 476\n5919 and then lost.',
      'Child A\tNHS number\t943 476 5919',
      'NHS Number\t9434765919\t2014',
      'Typed as 9 4 3 4 7 6 5 9 1 9 by the clerk.',
      'NHS number: 94 34 76 59 19',
      'Her NHS number is 943/476/5919 and the GP was told.',
      'The child is #9434765919 on the hospital list.',
      'Record 9434765919.1 in the system was that of the child.',
      'See file 9434765919_chronology for the child.',
      'NHS number\t943\t476\t5919',
      'NHS number 943 476 59I9, as the scan has it',
      'Her NHS number is nine four three, four seven six, five nine one nine.',
      'The child (943 476 5919) was known.',
      'H&C number: 320 000 0010 is that of the child.',
      'The record has the number 943 476 59197 in the health system.',
      'CHI number 0101706660 was used in Scotland.'.replace(
        '0101706660',
        `010170666${checkDigit('010170666') ?? ''}`,
      ),
    ],
    [
      'Audit reference 4839201753 and incident log 2047718836 refer.',
      'ISBN 0117037583 is out of print. ISBN-10: 1-86134-657-5',
      'The charity (registered no. 943476 5919) gave advice.',
      'See https://example.org/9434765919/report for more.',
      'Contacts by year: 2016 12 14 15 and 943 children.',
      'Ring 0800 1111 or 116 123.',
      'A longer number, 19434765919, and 9434765919.5 per cent',
      'Contacts\t943\t476\t5919',
      'Rates of 943.476 5919 and of 94.34 76.59 19',
      `Telephone 020 170 666${checkDigit('020170666') ?? '0'}, and another`,
    ],
  );

  test('every valid one is found, however it is spaced after its label', () => {
    const gaps = fc.array(fc.constantFrom('', '', ' ', '-', '\u00a0', '.'), { minLength: 9, maxLength: 9 });
    fc.assert(
      fc.property(nhsNumbers, gaps, (number, between) => {
        const written = [...number].map((digit, index) => digit + (between[index] ?? '')).join('');
        expect(codesOf(`The NHS number ${written} was used.`)).toContain('nhs-number');
      }),
    );
  });

  test('every valid one is found without a label as people write it, also over two lines', () => {
    fc.assert(
      fc.property(nhsNumbers, fc.constantFrom('', ' ', '-', '\u00a0', '\n'), (number, gap) => {
        const written = `${number.slice(0, 3)} ${number.slice(3, 6)}${gap}${number.slice(6)}`;
        expect(codesOf(`It was ${gap === '' ? number : written} on the letter.`)).toContain('nhs-number');
      }),
    );
  });

  test('page numbers alone at the feet of pages are none, though 1213141516 has the check digit', () => {
    const pages = Array.from({ length: 40 }, (_, at) => ({ text: PROSE, footer: String(at + 1) }));
    expect(
      checkReport(aReport({ pages }), { pages: 40, candidates: {} }).map(({ code }) => code),
    ).not.toContain('nhs-number');
    expect(codesOf('12 13 14 15 16')).not.toContain('nhs-number');
    expect(codesOf('NHS number 12 13 14 15 16')).toContain('nhs-number');
  });

  test('page numbers of a table of contents, one below the other, are none', () => {
    const column = '1 2 3 4 4 5 6 5 6 7'.replaceAll(' ', '\n');
    expect(codesOf(column)).not.toContain('nhs-number');
    expect(codesOf('It was 943\n476\n5919 on the form.')).toContain('nhs-number');
  });

  test('ten digits that fail the check are never one', () => {
    fc.assert(
      fc.property(
        nineDigits,
        fc.integer({ min: 0, max: 9 }),
        fc.constantFrom('', ' ', '-'),
        (nine, last, gap) => {
          fc.pre(!passesModulus11(`${nine}${last}`));
          const written = `${nine.slice(0, 3)}${gap}${nine.slice(3, 6)}${gap}${nine.slice(6)}${last}`;
          expect(codesOf(`The NHS number ${written} was used.`)).not.toContain('nhs-number');
        },
      ),
    );
  });

  test('the message does not repeat it', () => {
    const [finding] = checkReport(aReport({ pages: ['The NHS number is 943 476 5919.'] }), {
      pages: 1,
      candidates: {},
    });
    expect(finding).toMatchObject({
      code: 'nhs-number',
      page: 1,
      message: 'An NHS number stands in the text: “███ ███ ██19”.',
    });
  });
});

describe('Dates of birth', () => {
  tells(
    'date-of-birth',
    [
      'D.O.B: 09/01/2014',
      'DOB 9.1.14',
      'Baby Wren (date of birth 6 November 2019) was registered with the practice.',
      'Date of Birth – 6th November 2019',
      'Child A was born on 12 March 2014 at the General Hospital.',
      'Child A was born at the General Hospital on Thursday the 12th of March 2014.',
      'Child A, born 12 March 2014, lived with both parents.',
      'The twins (born 12/03/2014) were seen.',
      'His sister was registered as 12 March 2014 (DOB) by the school.',
      'Child A (b. 12/03/2014) was the eldest.',
      'It was her sixteenth birthday on 4 May 2019 when she left.',
      'Child A was born on 12\nMarch 2014 and went home.',
      'Child A was born on March 12, 2014.',
      'Date of birth: 2014-03-12',
      'Date of birth\t12/03/2014',
      'Dyddiad geni: 12 Mawrth 2014',
      'Date of birth of the child: 31/02/2014',
      'The child was born on the third of May two thousand and seventeen at home.',
      'Child A was born to a mother of nineteen at the maternity unit of the general hospital in the city on 3 May 2017.',
      'She was delivered by emergency section on 03/05/2017 at the hospital.',
      'Her birth, on 3 May 2017, was at thirty-four weeks.',
      'Child A came into the world on 3 May 2017.',
      'Mother gave birth to Child A at home on 3 May 2017.',
      'The child, who turned three on 3 May 2020, lived with her mother.',
      'On 3 May 2017 Child A was born at term.',
      'On 4 May 2019, her third birthday, she was seen.',
      'Date of birth\t0\t3\t0\t5\t2\t0\t1\t7',
      'Date of birth\t03\tMay\t2017',
      'Date of birth\nDay\tMonth\tYear\n03\t05\t2017',
      'Date of birth: O3/O5/2Ol7',
      'Date of birth: 3 May 20257',
      'D.O.B 03 05 2017',
      '3 May 2017\tChild A born at hospital',
    ],
    [
      'Born March 2014, date of serious incident June 2016',
      'D.O.D: 14/02/2014',
      'In June 2020 Child A was born at thirty-seven weeks. On 16 January 2021 Mother rang.',
      'Child A was born at term. On 12 March 2014 the health visitor completed the new birth visit.',
      'Date of publication: 12 March 2014',
      '22 January 2012\tHousing services\tThe children celebrated a birthday.',
      'On 10 February 2019 the pre-birth assessment was closed.',
      'The date of birth was recorded wrongly by two agencies.',
      'Children born after 2014 were counted.',
      'The training was delivered by the partnership on 3 May 2017.',
      'Child A was born at term and was discharged on 12 March 2014.',
      'The plan was delivered to the family on 3 May 2017.',
      'Names and dates of birth were missing, or the details of concerns.\n10 to 14 March 2025',
      'On 3 May 2017 the police visited and learned that a baby was born.',
    ],
  );

  test('finds each one in a column of a table, and no other date of the table', () => {
    const table =
      'Name\tDate of birth\tSeen on\nChild A\t12/03/2014\t01/02/2020\nSibling\t4 May 2016\t03/02/2020';
    const found = checkReport(aReport({ pages: [table] }), { pages: 1, candidates: {} });
    expect(found.map(({ code, box }) => [code, Math.round(box?.[0] ?? 0)])).toEqual([
      ['date-of-birth', 222],
      ['date-of-birth', 222],
    ]);
  });
});

describe('Postcodes', () => {
  tells(
    'postcode',
    [
      'At that time the family were living at 27 Quarry Bank Road, Pennbridge PB4 7QT, and the school was near.',
      'In the spring the family were rehoused at 8 Plover Close, Marsham TW9 4QX, near to relatives.',
      'The flat was in Marsham, TW9\n4QX, above a shop.',
      'Home address\tTW94QX',
      'She attended Hillside School, TW9 4QX, until the summer.',
      'The council placed the family at 3 High Street, TW9 4QX.',
      'The postcode was tw9 4qx.',
      'EC1A 1BB was where he was last seen.',
      'The family lived at 14 Acacia Avenue, Marsham TW9-4QX then.',
      'The family lived at 14 Acacia Avenue, Marsham TWO 4QX then.',
      'The family lived at 14 acacia avenue, marsham tw9 4qx then.',
      'Support\n\n14 Acacia Avenue, Marsham TW9 4QX',
      'The council lists 14 Acacia Avenue, Marsham TW9 4QX.',
      'Flat 2, 3rd Floor, 65 Clifton Street, Marsham, TW9 4QX',
      'The mother lived on the 3rd floor, 65 Clifton Street, Marsham, TW9 4QX.',
    ],
    [
      'Kingsreach Safeguarding Children Partnership, Floor 2, Civic Offices, Market Street,\nKingsreach, KI1 2AB. Telephone 01632 960118.',
      'Kingsreach Safeguarding Children Partnership\nFloor 2, Civic Offices\nMarket Street\nKingsreach\nKI1 2AB',
      'Contact us\n\nNorthbrook Council, Town Hall, Northbrook NB1 1AA',
      'Pettifer Consulting Ltd, 12 Mill Lane, Marsham TW9 1AA',
      'Enquiries should be sent to:\nDepartment for Business and Skills\n1 Mill Street\nMarsham TW9 1AA',
      'The family lived in the SW9 area.',
      'Section 47 2ND edition; Form CP1 was used; A12 3CD7',
      'Working Together 2018, table B2 1AC0',
      'Dorset Council\nTheresa Lane, Executive Director of\nwww.example.gov.uk\nColliton Park\nDorchester\nTW9 4QX',
      'To view this licence, write to the Information Policy Team, The National Archives, Marsham TW9 4DU.',
      'He read as3 4th and the b1 2nd edition.',
      'Red C\n4th Floor, 74 Eastern Street\nMarsham TW9 4QX\nEmail: info@redc.example',
      'NBX, 3rd Floor, 65 Clifton Street, Marsham, TW9 4QX',
    ],
  );
});

describe('Telephone numbers', () => {
  tells(
    'phone',
    [
      'The grandmother asked staff to ring her at home on 01632 960447 after six.',
      'The children’s mother could be reached on 07700 900482 in the evenings.',
      'A text was sent from 07700900482 that night.',
      'A text was sent from +44 7700 900482 that night.',
      'A text was sent from +44 (0)7700 900482 that night.',
      'A text was sent from 07700-900-482 that night.',
      'The number on file was (01632) 960447 throughout.',
      'The number on file was 07700\n900482 throughout.',
      'Maternal grandmother\t01632 960447',
      'The hospital held 07700 900555 as the emergency contact number.',
      'His support worker was rung by his mother on 07700 900123.',
      'An uncle abroad was called on +48 601 234 567 by the worker.',
      'Her mother could be reached on 07700.900.123 at that time.',
      'The mobile was +44.7700.900.123 at that time.',
      'The police hold 07700 900123 as the number.',
      'School to ring 07700 900123 if absent; team aware.',
      'Child A’s mobile 07700 900123: contact your support team.',
      'Children’s services: 07700 900123.',
      'Her number was O7700 9OO123 then.',
      'His number is oh seven seven double oh, nine double oh, one two three.',
      'The mother could be reached on 07700 9001237 at that time.',
      'Alternative formats of this report went to her mother on 01632 960447.',
    ],
    [
      'Children and young people can ring Childline free on 0800 1111. Samaritans can be reached on 116 123.',
      'If you are worried about a child, contact the NSPCC helpline on 0808 800 5000.',
      'Kingsreach Safeguarding Children Partnership, Civic Offices. Telephone 01632 960118.',
      'If you are worried about a child you can ring the Emergency Duty Team on 01632 960999.',
      'Useful contacts\n\nRefuge\t01632 960111',
      'Press office: 07700 900123',
      'If you have been affected by this report, Croyford Bereavement Support can be reached on 01632 960444.',
      'Young people can call the Sunflower Advice Line on 01632 960445.',
      'Ring 101 or 999, or 0300 123 4567.',
      'Audit reference 01632960447 refers.',
      'Contacts were made on 01.02.2014 and 12.03.2014 10 times.',
      'Grant number 10234567891 was used in 2014.',
      'It lies at 51.501234567, 0.7234567891 on the map.',
      'Alternative format versions of this report are available from Neighbourhood Justice; 01632 960447',
    ],
  );
});

describe('E-mail addresses', () => {
  tells(
    'email',
    [
      'She wrote from kirsty.mallory82@example.com to the school.',
      'He used k.mallory@gmail.com to contact the team.',
      'His address was kirsty.mallory@\nexample.com at the time.',
      'The social worker wrote to sarah.jones@northbrook.gov.uk in May.',
      'It came from kirsty (at) example.org again.'.replace(' (at) ', '(at)'),
      'Her father wrote from kirsty dot mallory at gmail dot com that week.',
      'Her father wrote from kirsty.mallory @ gmail.com. He was rude.',
      'The worker kirstymallory1@northshire.gov.uk wrote about her own child.',
      'A reply was sent from jo.mallory@btopenworld-mail.com at the weekend.',
      'A reply was sent from kirsty.post@example.com at the weekend.',
      'A reply was sent from baker@northbrook.gov.uk at the weekend.',
      'A reply was sent from sunshine@example.com at the weekend.',
      'Her address was rowans.mum@examplemail.net7 in the file.',
      'A reply was sent from amyteam@example.com at the weekend.',
      'A reply was sent from rosa-group@northbrook.gov.uk at the weekend.',
    ],
    [
      'E-mail safeguarding.partnership@kingsreach.example.gov.uk.',
      'Contact us: info@northbrook.org.uk or enquiries@northbrook.gov.uk',
      'Northbrook Safeguarding Partnership, Business Manager, jane.smith@northbrook.gov.uk',
      'Write to transparency@northbrook.gov.uk, transparencystrategy@northbrook.gov.uk or international@example.org.',
      'The handle @kirsty_m was used, and the figure was 5 @ 20.',
      'Email: publiccorrespondence@cabinetoffice.gov.uk or public.correspondence@cabinetoffice.gov.uk',
      'The panel met at noon and the list dot points were agreed.',
      'Contact the SDSTeam@northbrook.gov.uk or NB-TransparencyGroupMailbox@northbrook.gov.uk.',
      'Write to uklocationprogramme@northbrook.gov.uk or to technicalresponse@example.com.',
    ],
  );

  test('finds an address that only a link carries', () => {
    const report = aReport({
      pages: [
        {
          text: 'Write to the author of this report.',
          annotations: [{ subtype: 'Link', url: 'mailto:kirsty@example.com' }],
        },
      ],
    });
    expect(checkReport(report, { pages: 1, candidates: {} }).map(({ code }) => code)).toEqual(['email']);
  });

  test('a named reviewer may give an address', () => {
    const report = aReport({ pages: ['She can be reached as h.colne@example.com and wrote the report.'] });
    const reviewers = { value: ['Harriet Colne'], confidence: 1, provenance: { source: 'note' as const } };
    expect(checkReport(report, { pages: 1, candidates: {}, reviewers })).toEqual([]);
  });
});

describe('Other numbers of people', () => {
  tells(
    'national-insurance',
    [
      'Her number was AB 12 34 56 C.',
      'NINO: ab123456c',
      'QQ123456C was on the form.',
      'National Insurance number AB 12 34 56',
      'The NI of the mother was AB.12.34.56.C on the form.',
      'the number ab123456c was on the form of the mother.',
      'National Insurance: AB/12/34/56/C on the form.',
      'AB  12  34  56  C'.replaceAll('  ', ' '),
      'National Insurance number AB 12 34 56 C7 in the file',
    ],
    [
      'GB 12 34 56 C',
      'Form AB 12 34 56 Z',
      'AB1234567C',
      'PAGE 12 34 56 A',
      'There were nine in 2014-15 and twelve a year later.',
      'It was seen by 12/03/14 a second time.',
    ],
  );

  const pupil = '203121003012';
  const letter = [...'ABCDEFGHJKLMNPQRTUVWXYZ'].find((each) => hasCheckLetter(each + pupil)) ?? '';
  tells(
    'upn',
    [`He was ${letter}${pupil} at school.`, 'UPN: H801200001001', 'Unique pupil number\tB123456789012'],
    [`${letter === 'A' ? 'B' : 'A'}${pupil} is a part of the boiler.`, 'B12345678901', 'A1234567890123'],
  );

  tells(
    'crime-or-case-reference',
    [
      'The crime reference number 42/123456/19 was given.',
      'Police reference: AB/01234/19',
      'Custody record no. 24AB/1234/19 was opened.',
      'In the family court, BR19P00123, orders were made.',
      'Social care ID 4471903 was closed.',
      'The case reference is LC-2019-00431.',
      'Care proceedings BR 19 P 00123 were begun that spring.',
      'The police log shows 42/123456/19 for that day.',
      'Crime number NSH/0012345/21 was given to the mother.',
    ],
    [
      'Audit reference 4839201753 and incident log 2047718836 refer.',
      'Serious Case Review reference 2015/0341',
      'Case reference: LCSPR/2022/03',
      'Re: WGSB 2/2019',
      'In Re B [2013] UKSC 33, case number 2012/0261, the court said so.',
      'Recommendation number 4 and case study 2 of 2019.',
      'Ministers will publish a court reference number by 2015 at the latest.',
      'The police received case numbers in 2019.',
    ],
  );

  tells(
    'street-address',
    [
      'The family lived at 14 Acacia Avenue, Norwich until the summer.',
      'the flat at 14 acacia avenue was her home.',
      'They moved to 8 Plover Close, near the school.',
      'Children’s services: 14 Acacia Avenue, Marsham.',
    ],
    [
      'Pettifer Consulting Ltd, 12 Mill Lane, Marsham',
      'In 2014 Park View School opened.',
      'Section 3 Court proceedings were closed in the spring.',
      'The 4 close friends of the mother were seen.',
      'Table 2 Street sleeping in the county',
    ],
  );

  tells(
    'vehicle-registration',
    [
      'The car, AB12 CDE, was seen outside.',
      'A van with the number plate M123 ABC stood there.',
      'his car ab12cde was known',
    ],
    ['Module AB12 was used by CDE in 2014.', 'Group M123 ABC was closed.', 'In May 19 the car was sold.'],
  );

  tells(
    'identity-document',
    ['Her passport 123456789 was taken.', 'Driving licence MORGA657054SM9IJ', 'BRP number: ZU1234567'],
    ['The passport office had 123 staff in 2014.', 'Reference 123456789 refers.'],
  );
});

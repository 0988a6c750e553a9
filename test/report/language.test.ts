import { expect, test } from 'vitest';
import { companionKind } from '#shared/domain/review/files/companions.ts';
import { REVIEW_TYPES } from '#shared/domain/review/review-types.ts';
import { readFacts } from '#shared/report/facts/read-facts.ts';
import { aReport } from '../support/a-report.ts';

/** The same few sentences, as a companion may have them, whose file declares no language or English. */
const TEXTS = {
  pl: `Przegląd dotyczy dziecka, które zmarło w wieku czterech miesięcy.
Pielęgniarki i pracownicy socjalni nie dzielili się tym, co wiedzieli o rodzinie.
Zalecamy, aby partnerstwo sprawdziło, jak przekazywane są obawy.`,
  so: `Dib u eegistani waxay ku saabsan tahay ilmo dhintay isagoo afar bilood jira.
Kalkaaliyayaasha iyo shaqaalaha bulshada ma wadaagin wixii ay ka ogaayeen qoyska.
Waxaan kula talineynaa in iskaashigu hubiyo sida walaaca loo gudbiyo.`,
  ar: `تتناول هذه المراجعة طفلا توفي في الشهر الرابع من عمره.
لم يتبادل الممرضون والأخصائيون الاجتماعيون ما يعرفونه عن الأسرة.
نوصي بأن تتحقق الشراكة من كيفية نقل المخاوف بين الجهات المختلفة التي تعمل مع الأطفال.`,
  ur: `یہ جائزہ ایک ایسے بچے کے بارے میں ہے جو چار ماہ کی عمر میں فوت ہو گیا۔
نرسوں اور سماجی کارکنوں نے خاندان کے بارے میں جو کچھ وہ جانتے تھے ایک دوسرے کو نہیں بتایا۔
ہم تجویز کرتے ہیں کہ خدشات کو آگے پہنچانے کا طریقہ جانچا جائے۔`,
  cy: `Mae'r adolygiad hwn yn ymwneud â phlentyn a fu farw yn bedwar mis oed.
Ni rannodd y nyrsys a'r gweithwyr cymdeithasol yr hyn a wyddent am y teulu.
Rydym yn argymell bod y bartneriaeth yn gwirio sut mae pryderon yn cael eu trosglwyddo.`,
  'en-GB': `The review is about a child who died aged four months.
The nurses and the social workers did not share what each of them knew about the family.
We recommend that the partnership checks how concerns are passed on to others.`,
};

const languageOf = (text: string, language = 'en-US') =>
  readFacts({ ...aReport({ pages: [text] }), language }, REVIEW_TYPES).facts.language?.value;

test.each(Object.entries(TEXTS))('a companion in %s is known by its words', (language, text) => {
  expect(languageOf(text)).toBe(language);
});

test.each(['pl', 'so', 'ar', 'ur', 'cy'])(
  'what is in %s beside an English report is a translation',
  (value) => {
    const read = (language: string) => ({
      key: `baby-eva/${language}.pdf`,
      kind: 'other' as const,
      facts: {
        pages: 1,
        candidates: {},
        language: {
          value: language,
          confidence: 1,
          provenance: { source: 'report' as const, page: 1, words: '' },
        },
      },
    });
    expect(companionKind(read('en-GB'), read(value))).toBe('translation');
  },
);

test('a list of names is in no language', () => {
  expect(languageOf('Ann Example, Bo Sample, Cy Mustermann\n'.repeat(10))).toBeUndefined();
});

test.each([
  ['has no capital inside a sentence', TEXTS.so, true],
  ['has a name inside a sentence', `${TEXTS.so}\nWaxay la kulmeen Ash guriga.`, false],
  ['has a first name at the beginning of one', `${TEXTS.so}\nRowan wuxuu ahaa afar bilood jir.`, false],
  ['has letters without capitals', TEXTS.ar, false],
  ['is short', 'Koobitaanka dib-u-eegista.', false],
])('a text that %s may name somebody, or not', (_, text, expected) => {
  expect(readFacts(aReport({ pages: [text] }), REVIEW_TYPES).namesNobody).toBe(expected);
});

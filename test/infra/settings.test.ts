import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { readSettings } from '../../infra/read-settings.ts';
import { synthesized } from './synthesized.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'settings-'));
afterAll(() => rmSync(folder, { recursive: true }));

function reading(yaml: string): () => unknown {
  const file = path.join(folder, 'settings.yaml');
  writeFileSync(file, yaml);
  return () => readSettings(file);
}

const GOOD = `
publisher:
  name: A Partnership
  heading: Reviews
  introduction: Read more {link}.
  site: https://reviews.example.org
  contact: { email: reviews@example.org }
`;

describe('settings', () => {
  test('those to deploy with and those of npm start can be used as they are', () => {
    expect(readSettings('infra/settings.yaml').backCatalogueAfterDays).toBe(30);
    expect(readSettings('local/settings.yaml')).toMatchObject({
      publisher: { site: 'http://localhost:8080' },
      waitForNote: 0,
      backCatalogueAfterDays: 'off',
    });
  });

  test('the least that is needed is a name, a heading, an introduction, a site and a contact', () => {
    expect(reading(GOOD)()).toMatchObject({ officers: [], secondPerson: false, malwareScan: false });
  });

  test.each([
    [
      'a site with a path',
      GOOD.replace('example.org\n', 'example.org/reviews\n'),
      /publisher\.site: must be an origin/,
    ],
    [
      'a site in capitals',
      GOOD.replace('https://r', 'https://R'),
      /in this case https:\/\/reviews\.example\.org$/,
    ],
    ['a site without TLS', GOOD.replace('https:', 'http:'), /publisher\.site: must begin with https/],
    ['a switch in words', `${GOOD}\nmalwareScan: yes`, /malwareScan: write true or false/],
    ['an address where a list has to be', `${GOOD}\nofficers: ann@example.org`, /officers: write a list/],
    ['a misspelt field', `${GOOD}\nsecondperson: true`, /secondperson/],
    ['a longer wait than a queue can have', `${GOOD}\nwaitForNote: 901`, /waitForNote: .*900/],
    ['an address that is none', `${GOOD}\nofficers: [someone]`, /officers\.0: /],
    [
      'a certificate of another region',
      `${GOOD}\ncertificate: arn:aws:acm:eu-west-2:111122223333:certificate/1`,
      /certificate: must be .* us-east-1/,
    ],
    [
      'a second language that is the first',
      GOOD.replace(
        'publisher:\n',
        'publisher:\n  secondLanguage: { language: en-GB, name: Abc, heading: Abc, introduction: "" }\n',
      ),
      /publisher\.secondLanguage\.language: is the first language/,
    ],
    ['what is not YAML', 'publisher: [', /This is not YAML/],
    ['an empty file', '', /settings: /],
  ])('%s is refused with the file, the field and why', (_, yaml, why) => {
    expect(reading(yaml)).toThrow(why);
    expect(reading(yaml)).toThrow(/settings\.yaml: /);
  });

  test('a missing file is answered with 404', () => {
    expect(() => readSettings('infra/nowhere.yaml')).toThrow('infra/nowhere.yaml: There is no such file.');
  });

  test('settings that are longer than Lambda takes are refused before anything is deployed', () => {
    const settings = readSettings('infra/settings.yaml');
    const publisher = { ...settings.publisher, introduction: 'A long introduction. '.repeat(200) };
    expect(() => synthesized({ ...settings, publisher })).toThrow(/shorten publisher\.introduction/);
  });

  test.each([
    ['long', 'A Partnership of Many Towns '.repeat(9)],
    ['Welsh', 'Bwrdd Diogelu Llŷn a Môn'],
  ])('mails are from a publisher with a %s name as SNS can write it', (_, name) => {
    const settings = readSettings('infra/settings.yaml');
    const topics = synthesized({ ...settings, publisher: { ...settings.publisher, name } }).filter(
      ({ type }) => type === 'AWS::SNS::Topic',
    );
    for (const { properties } of topics) expect(properties.DisplayName).toMatch(/^[AB][ -~]{20,99}$/);
    expect(topics).toHaveLength(3);
  });

  test('only officers and operators get e-mail', () => {
    const settings = {
      ...readSettings('infra/settings.yaml'),
      officers: ['a@example.org', 'a@example.org'],
      operators: [],
    };
    const mails = synthesized(settings)
      .filter(({ type, properties }) => type === 'AWS::SNS::Subscription' && properties.Protocol === 'email')
      .map(({ properties }) => [properties.TopicArn, properties.Endpoint]);
    expect(mails).toEqual([['<officers>', 'a@example.org']]);
  });

  test('the malware scan exists only if it is enabled, and then sends results to the uploads queue', () => {
    const settings = readSettings('infra/settings.yaml');
    const without = synthesized(settings);
    const withScan = synthesized({ ...settings, malwareScan: true });
    const plans = (template: typeof without) =>
      template.filter(({ type }) => type === 'AWS::GuardDuty::MalwareProtectionPlan');
    expect(plans(without)).toEqual([]);
    expect(plans(withScan)).toHaveLength(1);
    const results = withScan.find(({ properties }) =>
      properties.EventPattern?.source?.includes('aws.guardduty'),
    );
    expect(results?.properties.Targets[0].Arn).toBe('<uploadsqueue.Arn>');
    const uploads = withScan.find(({ id }) => id === 'uploads');
    expect(uploads?.properties.NotificationConfiguration.EventBridgeConfiguration).toEqual({
      EventBridgeEnabled: true,
    });
    expect(uploads?.properties.NotificationConfiguration.QueueConfigurations).toHaveLength(2);
  });
});

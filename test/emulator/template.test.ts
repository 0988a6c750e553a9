// biome-ignore-all lint/suspicious/noTemplateCurlyInString: CloudFormation writes references like this.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createResources, type ResourceHandler } from '../../local/aws/template/create-resources.ts';
import { readTemplate } from '../../local/aws/template/template.ts';

let folder: string;

/** The template of a stack named `example`, as `cdk synth` would leave it. */
function synthesized(template: object) {
  const manifest = {
    artifacts: {
      example: { type: 'aws:cloudformation:stack', properties: { templateFile: 'example.template.json' } },
    },
  };
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify(manifest));
  writeFileSync(join(folder, 'example.template.json'), JSON.stringify(template));
  return readTemplate(folder);
}

/** Resources of the type `Any` that are created from whatever properties they have. */
async function create(template: object) {
  const made: Record<string, Readonly<Record<string, unknown>>> = {};
  const any: ResourceHandler = ({ logicalId, properties }) => {
    made[logicalId] = properties;
    return { ref: `ref-${logicalId}`, attributes: { Arn: `arn-${logicalId}` } };
  };
  const outputs = await createResources(synthesized(template), { Any: any });
  return { made, order: Object.keys(made), outputs };
}

const resource = (Properties: object = {}, more: object = {}) => ({ Type: 'Any', Properties, ...more });

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'template-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('a synthesized template', () => {
  it.each([
    [{ Ref: 'other' }, 'ref-other'],
    [{ 'Fn::GetAtt': ['other', 'Arn'] }, 'arn-other'],
    [{ 'Fn::GetAtt': 'other.Arn' }, 'arn-other'],
    [{ Ref: 'AWS::Region' }, 'eu-west-2'],
    [{ Ref: 'AWS::StackName' }, 'example'],
    [{ Ref: 'Version' }, '6'],
    [{ 'Fn::Join': ['-', ['a', { Ref: 'other' }]] }, 'a-ref-other'],
    [
      { 'Fn::Sub': 'x/${other}/${other.Arn}/${AWS::AccountId}/${!kept}' },
      'x/ref-other/arn-other/000000000000/${kept}',
    ],
    [{ 'Fn::Sub': ['${a}-${other}', { a: { Ref: 'AWS::Partition' } }] }, 'aws-ref-other'],
    [{ 'Fn::Select': [1, { 'Fn::Split': ['/', 'https://host/path'] }] }, ''],
    [{ 'Fn::Select': ['2', { 'Fn::Split': ['/', 'https://host/path'] }] }, 'host'],
    [{ 'Fn::If': ['Yes', 'then', 'else'] }, 'then'],
    [{ 'Fn::If': ['No', 'then', { Ref: 'AWS::NoValue' }] }, undefined],
    [{ 'Fn::FindInMap': ['Map', 'key', 'entry'] }, 'mapped'],
    [{ nested: [{ Ref: 'AWS::NoValue' }, { deep: { Ref: 'other' } }] }, { nested: [{ deep: 'ref-other' }] }],
  ])('resolves %j', async (value, resolved) => {
    const { made } = await create({
      Parameters: { Version: { Default: '6' } },
      Mappings: { Map: { key: { entry: 'mapped' } } },
      Conditions: {
        Yes: { 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'eu-west-2'] },
        No: { 'Fn::Not': [{ Condition: 'Yes' }] },
      },
      Resources: { one: resource({ value }), other: resource() },
    });
    expect(made.one?.value).toEqual(resolved);
  });

  it('creates resources in dependency order, and skips those with a false condition', async () => {
    const { order, outputs } = await create({
      Conditions: { No: { 'Fn::Equals': ['a', 'b'] } },
      Resources: {
        third: resource({ of: { 'Fn::Sub': '${second}' } }),
        second: resource({}, { DependsOn: 'first' }),
        first: resource(),
        never: resource({}, { Condition: 'No' }),
      },
      Outputs: { Address: { Value: { 'Fn::Join': ['', ['https://', { Ref: 'third' }]] } } },
    });
    expect(order).toEqual(['first', 'second', 'third']);
    expect(outputs).toEqual({ Address: 'https://ref-third' });
  });

  it.each([
    ['a type', { Resources: { one: { Type: 'AWS::New::Thing' } } }, 'AWS::New::Thing'],
    ['a function', { Resources: { one: resource({ a: { 'Fn::Transform': {} } }) } }, 'Fn::Transform'],
    ['a reference', { Resources: { one: resource({ a: { Ref: 'nobody' } }) } }, 'nobody'],
    [
      'an attribute',
      { Resources: { one: resource({ a: { 'Fn::GetAtt': ['two', 'Id'] } }), two: resource() } },
      'Id of two',
    ],
    ['a section', { Resources: {}, Transform: 'AWS::Serverless' }, 'Transform'],
  ])('fails over %s that is not known, and names it', async (_, template, name) => {
    await expect(create(template)).rejects.toThrow(name);
  });

  it('fails over a circle', async () => {
    const Resources = { one: resource({ a: { Ref: 'two' } }), two: resource({ a: { Ref: 'one' } }) };
    await expect(create({ Resources })).rejects.toThrow('depends on itself');
  });
});

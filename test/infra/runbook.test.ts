import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { STEPS, synthesized } from './synthesized.ts';

const template = synthesized();
const alarms = template.filter(({ type }) => type === 'AWS::CloudWatch::Alarm');
const runbook = readFileSync(path.resolve(import.meta.dirname, '../../docs/operators.md'), 'utf8');

/** The text below each heading of the third level. */
const sections = new Map(
  runbook
    .split(/^#{2,3} /m)
    .slice(1)
    .map((section) => [section.slice(0, section.indexOf('\n')), section] as const),
);
const anchorOf = (heading: string): string => heading.toLowerCase().replaceAll(' ', '-');

describe.each(alarms.map((alarm) => [String(alarm.properties.AlarmName), alarm.properties] as const))(
  'the alarm "%s"',
  (name, alarm) => {
    const heading = name.replace(/^review-publisher /, '');

    test('says what is lost and links to the runbook', () => {
      const [, impact, anchor] =
        /^(.+\.) What to do: docs\/operators\.md#([\w-]+)$/.exec(alarm.AlarmDescription) ?? [];
      expect(impact?.split(' ').length).toBeGreaterThan(7);
      expect(anchor).toBe(anchorOf(heading));
    });

    test('has a runbook section with symptoms, checks, fixes and known causes', () => {
      const section = sections.get(heading) ?? '';
      expect(section).toMatch(/\*\*People notice:\*\*.+\*\*Look\*\*.+\*\*Fix:\*\*.+\*\*Known causes:\*\*/s);
    });

    test('notifies the operators', () => {
      expect(alarm.AlarmActions).toEqual(['<operators>']);
    });
  },
);

test('every queue of dead letters has an alarm from the first message on', () => {
  const watched = alarms
    .filter(({ properties }) => properties.MetricName === 'ApproximateNumberOfMessagesVisible')
    .filter(({ properties }) => properties.Threshold === 1 && properties.EvaluationPeriods === 1)
    .map(({ properties }) => properties.Dimensions[0].Value);
  const letters = template.filter(
    ({ type, properties }) => type === 'AWS::SQS::Queue' && properties.RedrivePolicy === undefined,
  );
  expect(watched.sort()).toEqual(letters.map(({ id }) => `<${id}.QueueName>`).sort());
  expect(letters).toHaveLength(7);
});

test('every step has an alarm', () => {
  for (const step of STEPS)
    expect(alarms.some(({ properties }) => properties.AlarmName.includes(` ${step} `))).toBe(true);
});

test('no section is about an alarm that is gone', () => {
  const chapter = runbook.slice(runbook.indexOf('## When an alarm fires'), runbook.indexOf('## Drills'));
  const headings = [...chapter.matchAll(/^### (.+)$/gm)].map(([, heading]) => `review-publisher ${heading}`);
  expect(headings.sort()).toEqual(alarms.map(({ properties }) => properties.AlarmName).sort());
});

test('every link inside the runbook leads somewhere', () => {
  const anchors = new Set([...sections.keys()].map(anchorOf));
  const links = [...runbook.matchAll(/\]\(#([^)]+)\)/g)].map(([, anchor]) => anchor);
  expect(links.filter((anchor) => anchor === undefined || !anchors.has(anchor))).toEqual([]);
  expect(links.length).toBeGreaterThan(10);
});

test('log groups and queues that it names exist', () => {
  const names = template.map(({ properties }) =>
    String(properties.LogGroupName ?? properties.QueueName ?? ''),
  );
  const named = [...runbook.matchAll(/`(\/aws\/lambda\/[\w-]+|review-publisher-[\w-]+)`/g)].map(([, name]) =>
    String(name),
  );
  const functions = template.map(({ properties }) =>
    String(properties.FunctionName ?? properties.TopicName ?? ''),
  );
  expect(named.filter((name) => ![...names, ...functions].includes(name))).toEqual([]);
});

import { fileOf } from '../files/upload-key.ts';
import type { Finding } from '../finding.ts';
import type { Uploaded } from './decision.ts';

/** Two-person approval: another person than the uploaders must approve exactly these bytes. */
export function secondPerson(uploaded: Uploaded): Finding[] {
  const { approval, documents, notes, drops, name } = uploaded;
  const how = `Ask a colleague to look at it and to drop an empty file called ${name}.approved.`;
  const ask = (why: string): Finding[] => [{ code: 'second-person', message: `${why} ${how}` }];
  if (approval === undefined) return ask('It waits for a second person.');
  const newest =
    [...documents.map((one) => one.since), ...notes.map((one) => one.completedAt)].sort().at(-1) ?? '';
  if (approval.modifiedAt <= newest) return ask('The approval is older than what it approves.');
  const approver = drops[approval.key]?.principal;
  const keys = [...documents, ...notes].map(({ key }) => key);
  const droppers = keys.map((key) => drops[key]?.principal);
  if (approver === undefined || droppers.includes(undefined))
    return ask('It is not known who dropped these files; drop them again.');
  const own = keys.filter((key) => drops[key]?.principal === approver).map(fileOf);
  return own.length > 0 ? ask(`The approval comes from the person who dropped ${own.join(', ')}.`) : [];
}

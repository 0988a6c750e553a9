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
  const droppers = [...documents, ...notes].map(({ key }) => drops[key]?.principal);
  if (approver === undefined || droppers.includes(undefined))
    return ask('It is not known who dropped these files; drop them again.');
  return droppers.includes(approver) ? ask('The approval comes from the person who dropped the files.') : [];
}

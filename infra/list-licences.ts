import { lockedPackages } from './locked-packages.ts';

// npm run licences: what the functions and the site are made of, and under which licence.
const packages = lockedPackages().filter(({ development }) => !development);
for (const [licence, group] of Map.groupBy(packages, ({ licence }) => licence)) {
  console.log(`${licence}: ${group.map(({ name, version }) => `${name} ${version}`).join(', ')}\n`);
}

import { lockedPackages } from './locked-packages.ts';

// npm run licences: lists the packages of the functions and the site with their licences.
const packages = lockedPackages().filter(({ development }) => !development);
for (const [licence, group] of Map.groupBy(packages, ({ licence }) => licence)) {
  console.log(`${licence}: ${group.map(({ name, version }) => `${name} ${version}`).join(', ')}\n`);
}

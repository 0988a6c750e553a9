// First, for pdf.js looks for what a browser has as soon as it is imported.
import '#shared/pdf/pdfjs/dom-polyfill.ts';

import { readFileSync } from 'node:fs';
import { isWay, WAYS } from './readers.ts';

// node bench/reading-process.ts WAY PDF: reads it once, as a process does that has just started, and prints
// what that took.

const [way, path] = process.argv.slice(2);
if (way === undefined || path === undefined || !isWay(way))
  throw new Error('The arguments are a way to read and a PDF.');
const bytes = readFileSync(path);
const cpu = process.cpuUsage();
const start = performance.now();
await WAYS[way](bytes);
const milliseconds = performance.now() - start;
const { user, system } = process.cpuUsage(cpu);
console.log(
  JSON.stringify({
    milliseconds,
    cpuMilliseconds: (user + system) / 1000,
    megabytes: process.resourceUsage().maxRSS / 1024,
  }),
);

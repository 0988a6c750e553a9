// Must be the first import: pdf.js looks for DOM classes on import.
import '#shared/pdf/pdfjs/dom-polyfill.ts';

import { readFileSync } from 'node:fs';
import { isWay, WAYS } from './readers.ts';

// node bench/reading-process.ts READER PDF: reads a file once in a fresh process, and prints the
// measurements.

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

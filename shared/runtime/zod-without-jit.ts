import * as z from 'zod';

/**
 * Must be the first import of every handler. Zod then interprets schemas: compiling one costs as much as
 * parsing some hundred values, and a new function parses only a few.
 */
z.config({ jitless: true });

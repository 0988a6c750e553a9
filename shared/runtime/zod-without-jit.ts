import * as z from 'zod';

/**
 * The first import of every handler: schemas are interpreted, not compiled when they are first used.
 * Compiling one takes as long as some hundred values; a function that has just started has a few.
 */
z.config({ jitless: true });

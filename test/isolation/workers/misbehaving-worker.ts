import { parentPort } from 'node:worker_threads';

interface Message {
  readonly kind: string;
  readonly pdf: Uint8Array;
  readonly recognizes?: boolean;
}

/** A worker thread that misbehaves as the first byte of its PDF says, to test its limits. */
parentPort?.on('message', ({ kind, pdf, recognizes }: Message) => {
  switch (String.fromCharCode(pdf[0] ?? 0)) {
    case 'h':
      for (;;);
    case 'm': {
      const held: Buffer[] = [];
      for (;;) held.push(Buffer.alloc(8 * 1024 * 1024, 1));
    }
    case 'c':
      throw new Error('crashed');
    case 'e':
      process.exit(1);
      break;
    case 'w':
      setTimeout(() => answer(kind), 1500);
      break;
    case 's': {
      // A scan whose recognition crashes.
      if (recognizes) throw new Error('crashed');
      const examination = { readable: true, kind: 'other', facts: {}, findings: [], needsRecognition: true };
      parentPort?.postMessage({ kind, examination });
      break;
    }
    default:
      answer(kind);
  }
});

function answer(kind: string): void {
  const examination = { readable: false, code: 'empty', message: `process ${process.pid}` };
  parentPort?.postMessage(
    kind === 'examine' ? { kind, examination } : { kind, copy: { refused: `process ${process.pid}` } },
  );
}

parentPort?.postMessage({ kind: 'ready' });

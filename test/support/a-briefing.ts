import { PDFDocument, StandardFonts } from '@cantoo/pdf-lib';

/** One page that calls itself a 7-minute briefing. */
export async function aBriefing(): Promise<Uint8Array> {
  const document = await PDFDocument.create({ updateMetadata: false });
  const page = document.addPage([595, 842]);
  const bold = await document.embedFont(StandardFonts.HelveticaBold);
  const plain = await document.embedFont(StandardFonts.Helvetica);
  page.drawText('7 Minute Briefing', { x: 60, y: 760, size: 26, font: bold });
  page.drawText('Learning from a local child safeguarding practice review', {
    x: 60,
    y: 725,
    size: 14,
    font: bold,
  });
  const lines = [
    'Young parents need one worker whom they trust, and time to come to trust.',
    'Ask about domestic abuse in private, at every contact, and write down what was said.',
    'Share what you know before a meeting, not after it.',
  ];
  for (const [index, line] of lines.entries())
    page.drawText(line, { x: 60, y: 680 - 24 * index, size: 11, font: plain });
  return document.save();
}

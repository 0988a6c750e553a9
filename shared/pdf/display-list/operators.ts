import { IDENTITY, matrixOf, multiply } from '../geometry/matrix.ts';
import { OPERATORS as OP } from '../pdfjs/operator-codes.ts';
import type { PaintedPage } from './display-list.ts';
import { type PageDescription, Painter } from './interpreter.ts';
import { number, text } from './operand.ts';

/** More than any page of a report has; a page with more is read as far as that. */
const MOST_MARKS = 400_000;

/**
 * One pass over a page's operators: every glyph and every shape, where it ends up and in which order. Never
 * throws for what the operators say.
 */
export function paintPage(page: PageDescription): PaintedPage {
  const painter = new Painter(page);
  for (let index = 0; index < page.codes.length && painter.marks < MOST_MARKS; index += 1) {
    const given = page.arguments[index];
    const args = Array.isArray(given) ? given : NONE;
    const code = page.codes[index] ?? 0;
    if (code !== OP.showText && !(code === OP.moveText && args[1] === 0)) painter.closeText();
    OPERATIONS[code]?.(painter, args, index);
  }
  painter.closeText();
  const { glyphs, runs, shapes } = painter;
  return {
    width: page.width,
    height: page.height,
    glyphs,
    runs,
    shapes,
    isCutShort: painter.hasUnreadText || painter.marks >= MOST_MARKS,
  };
}

const NONE: readonly unknown[] = [];

type Operation = (painter: Painter, args: readonly unknown[], index: number) => void;

const image: Operation = (painter, _, index) => painter.image('image', painter.isMaskedImage(index));
const stencil: Operation = (painter) => painter.image('stencil', false);
const restore: Operation = (painter) => painter.restore();

const OPERATIONS: readonly (Operation | undefined)[] = byCode([
  [OP.showText, (painter, args) => painter.showText(args[0])],
  [OP.setTextMatrix, ({ state }, [matrix]) => state.startText(matrixOf(matrix))],
  [OP.beginText, ({ state }) => state.startText(IDENTITY)],
  [OP.moveText, ({ state }, args) => state.moveText(number(args[0]), number(args[1]))],
  [
    OP.setLeadingMoveText,
    ({ state }, [x, y]) => {
      state.leading = number(y);
      state.moveText(number(x), number(y));
    },
  ],
  [OP.nextLine, ({ state }) => state.moveText(0, state.leading)],
  [OP.setFont, (painter, [font, size]) => painter.setFont(font, size)],
  [
    OP.setCharSpacing,
    ({ state }, [spacing]) => {
      state.charSpacing = number(spacing);
    },
  ],
  [
    OP.setWordSpacing,
    ({ state }, [spacing]) => {
      state.wordSpacing = number(spacing);
    },
  ],
  [
    OP.setHScale,
    ({ state }, [percent]) => {
      state.horizontalScale = number(percent, 100) / 100;
    },
  ],
  [
    OP.setLeading,
    ({ state }, [leading]) => {
      state.leading = -number(leading);
    },
  ],
  [
    OP.setTextRise,
    ({ state }, [rise]) => {
      state.rise = number(rise);
    },
  ],
  [
    OP.setTextRenderingMode,
    ({ state }, [mode]) => {
      state.renderMode = number(mode);
    },
  ],
  [OP.setFillRGBColor, ({ state }, [colour]) => state.fillWith('colour', text(colour))],
  [OP.setFillColorN, (painter, args) => painter.fillWithPattern(args)],
  [OP.setFillTransparent, ({ state }) => state.fillWith('none')],
  [
    OP.setStrokeRGBColor,
    ({ state }, [colour]) => {
      state.strokeColour = text(colour);
    },
  ],
  [
    OP.setStrokeColorN,
    ({ state }) => {
      state.strokeColour = undefined;
    },
  ],
  [
    OP.setStrokeTransparent,
    ({ state }) => {
      state.strokeColour = undefined;
    },
  ],
  [
    OP.setLineWidth,
    ({ state }, [width]) => {
      state.lineWidth = number(width, 1);
    },
  ],
  [OP.setGState, (painter, [entries]) => painter.setGraphicsState(entries)],
  [OP.save, (painter) => painter.save()],
  [OP.restore, restore],
  [
    OP.transform,
    ({ state }, matrix) => {
      state.ctm = multiply(state.ctm, matrixOf(matrix));
    },
  ],
  [OP.constructPath, (painter, [code, data, extent]) => painter.constructPath(number(code), data, extent)],
  [OP.rawFillPath, (painter, [data]) => painter.constructPath(OP.fill, data, undefined)],
  [
    OP.clip,
    (painter) => {
      painter.pendingClip = 'nonzero';
    },
  ],
  [
    OP.eoClip,
    (painter) => {
      painter.pendingClip = 'evenodd';
    },
  ],
  [OP.shadingFill, (painter) => painter.shade()],
  [OP.paintImageXObject, image],
  [OP.paintInlineImageXObject, image],
  [OP.paintImageMaskXObject, stencil],
  [OP.paintSolidColorImageMask, (painter) => painter.image('fill', false)],
  [OP.paintFormXObjectBegin, (painter, [matrix, box]) => painter.beginForm(matrix, box)],
  [OP.paintFormXObjectEnd, (painter) => painter.endForm()],
  [OP.beginGroup, (painter, [group]) => painter.beginGroup(group)],
  [OP.endGroup, restore],
  [OP.beginAnnotation, (painter, args) => painter.beginAnnotation(args)],
  [
    OP.endAnnotation,
    (painter) => {
      painter.annotation = undefined;
    },
  ],
  [OP.beginMarkedContent, (painter, [tag]) => painter.beginContent(nameIn(tag), undefined)],
  [OP.beginMarkedContentProps, (painter, [tag, property]) => painter.beginContent(tag, property)],
  [OP.endMarkedContent, (painter) => painter.endContent()],
]);

/** pdf.js hands over the name of `BMC` as it parsed it, that of `BDC` as a text. */
const nameIn = (tag: unknown): unknown =>
  typeof tag === 'object' && tag !== null && 'name' in tag ? tag.name : undefined;

function byCode(operations: readonly (readonly [code: number, Operation])[]): (Operation | undefined)[] {
  const found: (Operation | undefined)[] = [];
  for (const [code, operation] of operations) found[code] = operation;
  return found;
}

/** Red, green and blue, 0 to 255. */
export type Colour = readonly [number, number, number];

const BLACK: Colour = [0, 0, 0];

// One colour is asked for thousands of times in a row.
let lastHex = '#000000';
let lastColour = BLACK;

/** `#rrggbb` to a colour; black for what is none. */
export function colourOf(hex: string): Colour {
  if (hex === lastHex) return lastColour;
  const value = Number.parseInt(hex.slice(1), 16);
  lastHex = hex;
  lastColour = Number.isNaN(value) ? BLACK : [value >> 16, (value >> 8) & 255, value & 255];
  return lastColour;
}

/** The greatest difference in any channel, 0 to 255. */
export const difference = (one: Colour, other: Colour): number =>
  Math.max(Math.abs(one[0] - other[0]), Math.abs(one[1] - other[1]), Math.abs(one[2] - other[2]));

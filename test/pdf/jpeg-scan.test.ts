import { describe, expect, test } from 'vitest';
import { stripJpeg } from '#shared/pdf/clean/pictures/jpeg.ts';

/** 20 by 12 pixels, all blocks in one scan. */
const BASELINE = [
  '/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABsSFBcUERsXFhceHBsgKEIrKCUlKFE6PTBCYFVlZF9VXVtqeJmBanGQc1tdhbWG',
  'kJ6jq62rZ4C8ybqmx5moq6T/2wBDARweHigjKE4rK06kbl1upKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSk',
  'pKSkpKSkpKSkpKSkpKT/wAARCAAMABQDASIAAhEBAxEB/8QAGAAAAgMAAAAAAAAAAAAAAAAAAAIBAwT/xAAnEAABAgQEBgMA',
  'AAAAAAAAAAADAAECBEJRExQjYRESMjNx0UGCov/EABYBAQEBAAAAAAAAAAAAAAAAAAIABP/EAB0RAAICAQUAAAAAAAAAAAAA',
  'AAECABJBgZHR4fD/2gAMAwEAAhEDEQA/AMgBS2BE7hL0vS1vKbDlsu+iX4pa7boCc2Xi1KHphs+yl5g2Xi1LUw38JBCBtEoe',
  'uhzLBDl+RuACP9W9oThMaIfc/MPpCqN49TUoeo5n/9k=',
].join('');
/** The same in ten scans, each with more of every coefficient. */
const PROGRESSIVE = [
  '/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABsSFBcUERsXFhceHBsgKEIrKCUlKFE6PTBCYFVlZF9VXVtqeJmBanGQc1tdhbWG',
  'kJ6jq62rZ4C8ybqmx5moq6T/2wBDARweHigjKE4rK06kbl1upKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSk',
  'pKSkpKSkpKSkpKSkpKT/wgARCAAMABQDASIAAhEBAxEB/8QAFwABAQEBAAAAAAAAAAAAAAAAAAECA//EABYBAQEBAAAAAAAA',
  'AAAAAAAAAAEAA//aAAwDAQACEAMQAAAB41V0q1//xAAYEAEAAwEAAAAAAAAAAAAAAAABAhESAP/aAAgBAQABBQII1UchHhc6',
  'ci1//8QAFhEBAQEAAAAAAAAAAAAAAAAAEQAB/9oACAEDAQE/AcSxL//EABYRAQEBAAAAAAAAAAAAAAAAAAARAf/aAAgBAgEB',
  'PwGJr//EABYQAQEBAAAAAAAAAAAAAAAAAAAxAf/aAAgBAQAGPwKampqqr//EABwQAAICAgMAAAAAAAAAAAAAAAABEVEhwWHR',
  '4f/aAAgBAQABPyGZqo8EQNRPcKRlaIf6Ef/aAAwDAQACAAMAAAAQ4M//xAAZEQACAwEAAAAAAAAAAAAAAAAAARFBkdH/2gAI',
  'AQMBAT8QTJ2JF0//xAAZEQEAAgMAAAAAAAAAAAAAAAABABGR4fD/2gAIAQIBAT8QGGJ1ep//xAAhEAABAQcFAAAAAAAAAAAA',
  'AAAAARFBUWFxgZEhMaHR8P/aAAgBAQABPxBvl3TkKmqkuRSYyWLWdlUOBZC2BkoeAOD/2Q==',
].join('');

const END_LENGTH = 2;
const textOf = (bytes: Uint8Array | undefined): string => Buffer.from(bytes ?? []).toString('latin1');

describe.each([
  ['in one scan', BASELINE],
  ['in several scans', PROGRESSIVE],
])('a picture %s', (_, base64) => {
  const jpeg = Buffer.from(base64, 'base64');
  const end = jpeg.length - END_LENGTH;

  test('loses what stands between its last block and its end', () => {
    const longer = Buffer.concat([
      jpeg.subarray(0, end),
      Buffer.from('Kayleigh Thornbury'),
      jpeg.subarray(end),
    ]);
    expect(stripJpeg(longer)).toEqual(stripJpeg(jpeg));
  });

  test('loses tables that no scan uses', () => {
    const unused = Buffer.concat([
      Buffer.from([0xff, 0xdb, 0, 67, 3]),
      Buffer.from('Thornbury'.repeat(8).slice(0, 64)),
    ]);
    const longer = Buffer.concat([jpeg.subarray(0, 20), unused, jpeg.subarray(20)]);
    expect(textOf(longer)).toContain('Thornbury');
    expect(stripJpeg(longer)).toEqual(stripJpeg(jpeg));
  });

  test('keeps all its data', () => {
    expect(stripJpeg(jpeg)?.length).toBe(jpeg.length);
  });
});

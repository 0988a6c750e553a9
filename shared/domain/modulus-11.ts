/**
 * Whether the last of ten digits, however parted, is the check digit of an NHS number (NHS Data Dictionary,
 * modulus 11): weights 10 to 2; eleven less the remainder is the tenth digit, 11 counts as 0 and 10 never
 * occurs. One digit ten times is no number.
 */
export function passesModulus11(written: string): boolean {
  const digits = written.replace(/\D/g, '');
  if (digits.length !== 10 || /^(\d)\1*$/.test(digits)) return false;
  let sum = 0;
  for (let place = 0; place < 9; place += 1) sum += Number(digits[place]) * (10 - place);
  const check = (11 - (sum % 11)) % 11;
  return check !== 10 && check === Number(digits[9]);
}

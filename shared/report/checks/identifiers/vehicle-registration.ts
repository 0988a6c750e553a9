import { standingInText, type TextCheck } from '../check.ts';
import { type FoundNumber, findNumbers } from './normal-form.ts';

/**
 * Since 2001: two letters, the half-year, three letters (DVLA INF104). No I, Q or Z where they are never
 * given.
 */
const CURRENT = /[A-HJ-PR-Y]{2}(?:0[1-9]|[1-4]\d|5[1-9]|[67]\d)[A-HJ-PR-Z]{3}/;
/** 1963 to 2001, suffix and prefix letters: these count only beside a word of a vehicle. */
const EARLIER = /(?:[A-HJ-NPR-TV-Y]\d{1,3}[A-HJ-PR-Y]{3}|[A-HJ-PR-Y]{3}\d{1,3}[A-HJ-NPR-TV-Y])/;
const VEHICLE =
  /\b(?:cars?|vans?|taxis?|vehicles?|registration|reg|number ?plates?|vrm|motor ?(?:cycle|bike)s?|index|driv\w+)\b/i;
const REACH = 80;
const GAP = /^[ -]$/;

/**
 * Registration marks of cars: the current form in capitals, earlier forms and small letters beside a word of
 * a vehicle.
 */
export const vehicleRegistration: TextCheck = (flow) => {
  const { text } = flow;
  const isNearVehicle = ({ start, end }: FoundNumber): boolean =>
    VEHICLE.test(text.slice(Math.max(0, start - REACH), start)) ||
    VEHICLE.test(text.slice(end, end + REACH / 2));
  const isPlain = ({ start, end, shape }: FoundNumber): boolean =>
    shape === '4,3' && !/[a-z]/.test(text.slice(start, end));
  const compact = flow.compact();
  const found = [
    ...findNumbers(compact, CURRENT).filter((number) => isPlain(number) || isNearVehicle(number)),
    ...findNumbers(compact, EARLIER).filter((number) => number.value.length > 5 && isNearVehicle(number)),
  ].filter(({ gaps }) => gaps.length <= 1 && gaps.every((gap) => GAP.test(gap)));
  return standingInText('vehicle-registration', 'The registration of a vehicle stands', flow, found);
};

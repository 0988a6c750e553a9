/**
 * `24 April 2024`, `April 2024` or `2024`.
 * @param {string} date
 * @param {readonly string[]} months their names, from January
 */
export function inWords(date, months) {
  const [year, month, day] = date.split('-');
  return [day && String(Number(day)), month && months[Number(month) - 1], year].filter(Boolean).join(' ');
}

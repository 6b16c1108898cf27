/** "3.", "c.", "iii." for an item of an ordered list; `type` as html says it ("a", "I") or as CSS does ("lower-roman"). */
export function listLabel(number: number, type: string): string {
  switch (type) {
    case 'a':
    case 'lower-alpha':
    case 'lower-latin':
      return `${letters(number)}.`
    case 'A':
    case 'upper-alpha':
    case 'upper-latin':
      return `${letters(number).toUpperCase()}.`
    case 'i':
    case 'lower-roman':
      return `${roman(number)}.`
    case 'I':
    case 'upper-roman':
      return `${roman(number).toUpperCase()}.`
    default:
      return `${number}.`
  }
}

function letters(number: number): string {
  if (number < 1 || number > 18_278) return String(number)
  let text = ''
  for (let rest = number; rest > 0; rest = Math.floor((rest - 1) / 26))
    text = String.fromCharCode(97 + ((rest - 1) % 26)) + text
  return text
}

const numerals: readonly (readonly [number, string])[] = [
  [1000, 'm'],
  [900, 'cm'],
  [500, 'd'],
  [400, 'cd'],
  [100, 'c'],
  [90, 'xc'],
  [50, 'l'],
  [40, 'xl'],
  [10, 'x'],
  [9, 'ix'],
  [5, 'v'],
  [4, 'iv'],
  [1, 'i'],
]

function roman(number: number): string {
  if (number < 1 || number > 3999) return String(number)
  let text = ''
  let rest = number
  for (const [value, numeral] of numerals) for (; rest >= value; rest -= value) text += numeral
  return text
}

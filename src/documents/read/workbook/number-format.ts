/**
 * Numbers as a spreadsheet shows them (ECMA-376 part 1, 18.8.30 and 18.8.31). Where a built-in format depends on the
 * reader's country, the United Kingdom's is used.
 */

export interface ShownNumber {
  shows: string
  /** The civil day, where the format shows one. */
  date: { date: string; precision: 'day' | 'month' | 'year' } | null
}

/** Built-in formats by id; ids not listed show as General. */
export const builtInFormats: Readonly<Record<number, string>> = {
  1: '0',
  2: '0.00',
  3: '#,##0',
  4: '#,##0.00',
  5: '£#,##0;-£#,##0',
  6: '£#,##0;-£#,##0',
  7: '£#,##0.00;-£#,##0.00',
  8: '£#,##0.00;-£#,##0.00',
  9: '0%',
  10: '0.00%',
  11: '0.00E+00',
  12: '# ?/?',
  13: '# ??/??',
  14: 'dd/mm/yyyy',
  15: 'd-mmm-yy',
  16: 'd-mmm',
  17: 'mmm-yy',
  18: 'h:mm AM/PM',
  19: 'h:mm:ss AM/PM',
  20: 'h:mm',
  21: 'h:mm:ss',
  22: 'dd/mm/yyyy h:mm',
  27: 'dd/mm/yyyy',
  30: 'dd/mm/yyyy',
  36: 'dd/mm/yyyy',
  37: '#,##0;-#,##0',
  38: '#,##0;-#,##0',
  39: '#,##0.00;-#,##0.00',
  40: '#,##0.00;-#,##0.00',
  41: '#,##0;-#,##0;-',
  42: '£#,##0;-£#,##0;-',
  43: '#,##0.00;-#,##0.00;-',
  44: '£#,##0.00;-£#,##0.00;-',
  45: 'mm:ss',
  46: '[h]:mm:ss',
  47: 'mm:ss.0',
  48: '##0.0E+0',
  49: '@',
}

type Token =
  | { kind: 'literal'; text: string }
  | { kind: 'digit'; mark: '0' | '#' | '?' }
  | { kind: 'point' | 'comma' | 'percent' | 'slash' | 'text' | 'general' }
  | { kind: 'exponent'; sign: boolean }
  | { kind: 'date'; unit: 'y' | 'm' | 'd' | 'h' | 's' | 'b'; length: number }
  | { kind: 'elapsed'; unit: 'h' | 'm' | 's'; length: number }
  | { kind: 'half-day'; text: string }

interface Section {
  tokens: Token[]
  condition: { operator: string; bound: number } | null
  isDate: boolean
}

const sectionsByCode = new Map<string, Section[]>()

/** How `value` shows under format `code`. With `isDate1904` day 0 is 1 January 1904. */
export function showNumber(value: number, code: string, isDate1904: boolean): ShownNumber {
  const sections = sectionsOf(code)
  const { section, magnitude } = sectionFor(sections, value)
  if (section === null) return { shows: showGeneral(value), date: null }
  if (section.isDate) {
    const shown = showDate(section, value, isDate1904)
    return shown ?? { shows: showGeneral(value), date: null }
  }
  return { shows: showPlain(section, magnitude, sections.length > 1 || section.condition !== null), date: null }
}

/** How text shows under format `code`: most formats leave it alone. */
export function showText(text: string, code: string): string {
  if (!code.includes('@') && !code.includes(';')) return text
  const sections = sectionsOf(code)
  const section =
    sections.length === 4 ? sections[3] : sections.find((each) => each.tokens.some((token) => token.kind === 'text'))
  if (section === undefined || section.tokens.length === 0) return text
  if (!section.tokens.some((token) => token.kind === 'text')) return text
  return section.tokens
    .map((token) => (token.kind === 'text' ? text : token.kind === 'literal' ? token.text : ''))
    .join('')
}

/** Is a number under this format a date a person would read as one? */
export function isDateFormat(code: string): boolean {
  return sectionsOf(code)[0]?.isDate === true
}

/** The civil day of a serial; null outside the years a spreadsheet can hold. */
export function civilDay(serial: number, isDate1904: boolean): string | null {
  const day = Math.floor(serial + 1e-9)
  if (!Number.isFinite(day) || day < 0 || day > 2_958_465) return null
  // Excel's 1900 has a 29 February (serial 60) that never was; days before it count from one later.
  const key = isDate1904 ? -1 - day : day
  const known = days.get(key)
  if (known !== undefined) return known
  const epoch = isDate1904 ? Date.UTC(1904, 0, 1) : day < 60 ? Date.UTC(1899, 11, 31) : Date.UTC(1899, 11, 30)
  const date = new Date(epoch + day * 86_400_000).toISOString().slice(0, 10)
  if (days.size < 20_000) days.set(key, date)
  return date
}

/** A sheet names few days and names them often. */
const days = new Map<number, string>()

/** The serial of an ISO date or date and time (as ODS and Strict OOXML store them); null when it is none. */
export function serialOfIso(iso: string): number | null {
  const match = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d(?:\.\d+)?))?)?/.exec(iso)
  if (match === null) return null
  const [, year, month, day, hours = '0', minutes = '0', seconds = '0'] = match
  const days = (Date.UTC(Number(year), Number(month) - 1, Number(day)) - Date.UTC(1899, 11, 30)) / 86_400_000
  return days + (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) / 86_400
}

/** General: as many digits as fit, never more than 11. */
export function showGeneral(value: number): string {
  if (!Number.isFinite(value)) return String(value)
  if (Number.isInteger(value) && Math.abs(value) < 1e15) return String(value)
  const rounded = Number(value.toPrecision(10))
  const size = Math.abs(rounded)
  if (size !== 0 && (size < 1e-9 || size >= 1e15))
    return rounded
      .toExponential(5)
      .replace(/\.?0+e/, 'E')
      .replace(/e/, 'E')
  return String(rounded)
}

function sectionsOf(code: string): Section[] {
  let sections = sectionsByCode.get(code)
  if (sections === undefined) {
    sections = parseFormat(code.slice(0, 1000))
    if (sectionsByCode.size < 2000) sectionsByCode.set(code, sections)
  }
  return sections
}

function sectionFor(sections: readonly Section[], value: number): { section: Section | null; magnitude: number } {
  const conditional = sections.filter((section) => section.condition !== null)
  if (conditional.length > 0) {
    const fits = sections.find((section) => section.condition === null || holds(section.condition, value)) ?? null
    return { section: fits, magnitude: value }
  }
  const [positive = null, negative, zero] = sections
  if (value < 0 && negative !== undefined) return { section: negative, magnitude: -value }
  if (value === 0 && zero !== undefined) return { section: zero, magnitude: 0 }
  return { section: positive, magnitude: value }
}

function holds({ operator, bound }: { operator: string; bound: number }, value: number): boolean {
  switch (operator) {
    case '>':
      return value > bound
    case '>=':
      return value >= bound
    case '<':
      return value < bound
    case '<=':
      return value <= bound
    case '<>':
      return value !== bound
    default:
      return value === bound
  }
}

function parseFormat(code: string): Section[] {
  const sections: Section[] = []
  let tokens: Token[] = []
  let condition: Section['condition'] = null
  const close = () => {
    sections.push({
      tokens: minutesOrMonths(tokens),
      condition,
      isDate: tokens.some((token) => token.kind === 'date' || token.kind === 'elapsed'),
    })
    tokens = []
    condition = null
  }
  const literal = (text: string) => {
    const last = tokens.at(-1)
    if (last?.kind === 'literal') last.text += text
    else tokens.push({ kind: 'literal', text })
  }
  for (let index = 0; index < code.length; index++) {
    const character = code[index] ?? ''
    const rest = code.slice(index)
    const general = /^general/i.exec(rest)
    const halfDay = /^(am\/pm|a\/p)/i.exec(rest)
    const exponent = /^e([+-])/i.exec(rest)
    if (character === ';') close()
    else if (character === '"') {
      const end = code.indexOf('"', index + 1)
      literal(code.slice(index + 1, end === -1 ? undefined : end))
      if (end === -1) break
      index = end
    } else if (character === '\\') literal(code[++index] ?? '')
    else if (character === '_') {
      literal(' ')
      index++
    } else if (character === '*') index++
    else if (character === '[') {
      const end = code.indexOf(']', index)
      if (end === -1) break
      const inside = code.slice(index + 1, end)
      const elapsed = /^(h+|m+|s+)$/i.exec(inside)
      const compared = /^(<=|>=|<>|<|>|=)\s*(-?[\d.]+)$/.exec(inside)
      if (elapsed)
        tokens.push({ kind: 'elapsed', unit: inside[0]?.toLowerCase() as 'h' | 'm' | 's', length: inside.length })
      else if (compared) condition = { operator: compared[1] ?? '=', bound: Number(compared[2]) }
      else if (/^\$-F800$/i.test(inside)) {
        // The system's long date: the codes that follow are only what another country would see.
        tokens = parseFormat('dd mmmm yyyy')[0]?.tokens ?? []
        index = code.indexOf(';', end) === -1 ? code.length : code.indexOf(';', end) - 1
        continue
      } else if (inside.startsWith('$')) literal(inside.slice(1).split('-')[0] ?? '')
      index = end
    } else if (general) {
      tokens.push({ kind: 'general' })
      index += 6
    } else if (halfDay) {
      tokens.push({ kind: 'half-day', text: halfDay[0] })
      index += halfDay[0].length - 1
    } else if (exponent) {
      tokens.push({ kind: 'exponent', sign: exponent[1] === '+' })
      index++
    } else if (/[ymdhsbeg]/i.test(character)) {
      const run = /^(y+|m+|d+|h+|s+|b+|e+|g+)/i.exec(rest)?.[0] ?? character
      const unit = character.toLowerCase()
      if (unit === 'e') tokens.push({ kind: 'date', unit: 'y', length: 4 })
      else if (unit !== 'g')
        tokens.push({ kind: 'date', unit: unit as 'y' | 'm' | 'd' | 'h' | 's' | 'b', length: run.length })
      index += run.length - 1
    } else if (character === '0' || character === '#' || character === '?')
      tokens.push({ kind: 'digit', mark: character })
    else if (character === '.') tokens.push({ kind: 'point' })
    else if (character === ',') tokens.push({ kind: 'comma' })
    else if (character === '%') tokens.push({ kind: 'percent' })
    else if (character === '@') tokens.push({ kind: 'text' })
    else if (character === '/') tokens.push({ kind: 'slash' })
    else literal(character)
  }
  close()
  return sections
}

/** "m" after hours or before seconds is minutes: turned into the elapsed-free unit by marking its length negative. */
function minutesOrMonths(tokens: Token[]): Token[] {
  const clock = tokens.filter((token) => token.kind === 'date' || token.kind === 'elapsed')
  clock.forEach((token, index) => {
    if (token.kind !== 'date' || token.unit !== 'm' || token.length > 2) return
    const before = clock[index - 1]
    const after = clock[index + 1]
    if (before?.unit === 'h' || after?.unit === 's') token.length = -token.length
  })
  return tokens
}

const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]
const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']

function showDate(section: Section, serial: number, isDate1904: boolean): ShownNumber | null {
  const date = civilDay(serial, isDate1904)
  if (date === null) return null
  const [year = '', month = '', day = ''] = date.split('-')
  const seconds = Math.round((serial - Math.floor(serial + 1e-9)) * 86_400)
  const hour = Math.floor(seconds / 3600) % 24
  const hasHalves = section.tokens.some((token) => token.kind === 'half-day')
  const pad = (value: number, length: number) => String(value).padStart(Math.min(length, 2), '0')
  const show = (token: Token, index: number): string => {
    switch (token.kind) {
      case 'literal':
        return token.text
      case 'slash':
        return '/'
      case 'point':
        return '.'
      case 'comma':
        return ','
      case 'half-day': {
        const words = token.text.toLowerCase() === 'a/p' ? ['A', 'P'] : ['AM', 'PM']
        return (hour < 12 ? words[0] : words[1]) ?? ''
      }
      case 'elapsed': {
        const whole = { h: 24, m: 1440, s: 86_400 }[token.unit]
        return String(Math.floor(serial * whole + 1e-6)).padStart(token.length, '0')
      }
      case 'digit':
        // Tenths of seconds ("ss.0") never decide a plan's date.
        return section.tokens[index - 1]?.kind === 'point' ? '0' : ''
      case 'date':
        return showDateUnit(token, {
          year,
          month: Number(month),
          day: Number(day),
          date,
          hour: hasHalves ? ((hour + 11) % 12) + 1 : hour,
          seconds,
          pad,
        })
      default:
        return ''
    }
  }
  const units = section.tokens.filter((token) => token.kind === 'date')
  const hasDay = units.some((token) => token.unit === 'd')
  const hasMonth = units.some((token) => token.unit === 'm' && token.length > 0)
  const hasYear = units.some((token) => token.unit === 'y' || token.unit === 'b')
  const precision = hasDay ? 'day' : hasMonth ? 'month' : hasYear ? 'year' : null
  return {
    shows: section.tokens.map(show).join('').trim(),
    date: precision === null || serial < 1 ? null : { date, precision },
  }
}

interface Moment {
  year: string
  month: number
  day: number
  date: string
  hour: number
  seconds: number
  pad: (value: number, length: number) => string
}

function showDateUnit(token: Extract<Token, { kind: 'date' }>, moment: Moment): string {
  const { pad } = moment
  switch (token.unit) {
    case 'y':
      return token.length <= 2 ? moment.year.slice(2) : moment.year
    case 'b':
      return String(Number(moment.year) + 543)
    case 'd': {
      const weekday = weekdays[new Date(`${moment.date}T00:00:00Z`).getUTCDay()] ?? ''
      return token.length <= 2 ? pad(moment.day, token.length) : token.length === 3 ? weekday.slice(0, 3) : weekday
    }
    case 'h':
      return pad(moment.hour, token.length)
    case 's':
      return pad(moment.seconds % 60, token.length)
    default: {
      if (token.length < 0) return pad(Math.floor(moment.seconds / 60) % 60, -token.length)
      const name = months[moment.month - 1] ?? ''
      if (token.length <= 2) return pad(moment.month, token.length)
      return token.length === 3 ? name.slice(0, 3) : token.length === 5 ? name.slice(0, 1) : name
    }
  }
}

function showPlain(section: Section, value: number, signIsShown: boolean): string {
  const { tokens } = section
  if (tokens.some((token) => token.kind === 'general'))
    return tokens
      .map((token) => (token.kind === 'general' ? showGeneral(value) : token.kind === 'literal' ? token.text : ''))
      .join('')
  const digits = tokens.filter((token) => token.kind === 'digit')
  if (digits.length === 0) {
    if (tokens.some((token) => token.kind === 'text')) return showGeneral(value)
    return tokens.map((token) => (token.kind === 'literal' ? token.text : token.kind === 'percent' ? '%' : '')).join('')
  }
  // A fraction ("# ?/?") shows as its decimal value: the quotient is what matters to a plan.
  if (tokens.some((token) => token.kind === 'slash')) return showGeneral(value)
  if (tokens.some((token) => token.kind === 'exponent')) return value.toExponential(2).replace('e', 'E')
  const point = tokens.findIndex((token) => token.kind === 'point')
  const lastDigit = tokens.findLastIndex((token) => token.kind === 'digit')
  const whole = tokens.slice(0, point === -1 ? tokens.length : point)
  const firstDigit = whole.findIndex((token) => token.kind === 'digit')
  const lastWhole = whole.findLastIndex((token) => token.kind === 'digit')
  const isGrouped = whole.some((token, index) => token.kind === 'comma' && index > firstDigit && index < lastWhole)
  const scaling = tokens.filter(
    (token, index) => token.kind === 'comma' && index > (point === -1 ? lastWhole : lastDigit),
  ).length
  const percents = tokens.filter((token) => token.kind === 'percent').length
  const decimals = point === -1 ? [] : tokens.slice(point + 1).filter((token) => token.kind === 'digit')
  const scaled = (Math.abs(value) * 100 ** percents) / 1000 ** scaling
  const fixed = roundedText(scaled, Math.min(decimals.length, 20))
  let [wholeText = '0', decimalText = ''] = fixed.split('.')
  for (
    let index = decimals.length - 1;
    index >= 0 && decimals[index]?.mark !== '0' && decimalText.endsWith('0');
    index--
  )
    decimalText = decimalText.slice(0, -1)
  if (wholeText === '0' && !whole.some((token) => token.kind === 'digit' && token.mark === '0')) wholeText = ''
  const isNegative = value < 0 && !signIsShown && /[1-9]/.test(fixed)
  return (isNegative ? '-' : '') + layOut(tokens, point, wholeText, decimalText, isGrouped)
}

/** Puts the digits where the format has places for them, and its own words between. */
function layOut(tokens: readonly Token[], point: number, whole: string, decimals: string, isGrouped: boolean): string {
  const end = point === -1 ? tokens.length : point
  const places = tokens.slice(0, end).filter((token) => token.kind === 'digit')
  const digits = whole.padStart(places.filter((token) => token.mark === '0').length, '0').split('')
  let shown = ''
  let placesLeft = places.length
  let decimalAt = 0
  const groupedAt = (left: number) => (isGrouped && left > 0 && left % 3 === 0 ? ',' : '')
  tokens.forEach((token, index) => {
    if (token.kind === 'literal') shown += token.text
    else if (token.kind === 'percent') shown += '%'
    else if (token.kind === 'point')
      shown +=
        decimals === '' && tokens.slice(index + 1).every((each) => each.kind !== 'digit' || each.mark !== '0')
          ? ''
          : '.'
    else if (token.kind === 'digit' && index < end) {
      // The first place takes every digit that has no place of its own.
      while (digits.length >= placesLeft && digits.length > 0) {
        const digit = digits.shift()
        shown += `${digit}${groupedAt(digits.length)}`
      }
      placesLeft--
    } else if (token.kind === 'digit') shown += decimals[decimalAt++] ?? ''
  })
  return shown.trim()
}

/** toFixed without the surprises of binary halves: 1.005 at two places is 1.01, as a spreadsheet shows it. */
function roundedText(value: number, places: number): string {
  if (value >= 1e21) return String(value)
  const nudged = Number(value.toPrecision(15))
  const shifted = Math.round(Number(`${nudged}e${places}`))
  if (!Number.isFinite(shifted) || Math.abs(shifted) > Number.MAX_SAFE_INTEGER) return nudged.toFixed(places)
  return Number(`${shifted}e-${places}`).toFixed(places)
}

import { findLength, type Length } from './cadence.ts'
import { addDays, addMonths, isCivilDate } from './civil-date.ts'
import type { DateContext } from './date-reading.ts'
import { has, type Reading } from './timescale-shape.ts'

export function readUrgent(shape: string): Reading | null {
  return has(
    shape,
    'a\\.?s\\.?a\\.?p\\.?|as soon as (?:possible|practicable|practical|is practicable|we can|can be)|immediate(?:ly)?|immediatly|urgent(?:ly)?|with immediate effect|straight ?away|soonest|at the earliest(?: opportunity)?|without delay|now|high priority|today',
  )
    ? { kind: 'asap' }
    : null
}

/** "Year 2" of a plan that says when it begins. TS-15 */
export function readYearOfPlan(shape: string, context: DateContext): Reading | null {
  const found =
    /^(?:by |in |during |end of |by end of |by the end of )?(?:plan )?(year|yr|month|phase|stage)\s?(\d|one|two|three|four|five)(?: of (?:the )?plan)?$/.exec(
      shape,
    )
  if (!found) return null
  const count = /^\d$/.test(found[2] ?? '')
    ? Number(found[2])
    : ['zero', 'one', 'two', 'three', 'four', 'five'].indexOf(found[2] ?? '')
  const unit = found[1] ?? ''
  if (count < 1) return null
  const start = context.planStart
  if (/phase|stage/.test(unit) || !start || !/^\d{4}-\d{2}/.test(start)) {
    return {
      kind: 'other',
      isGuess: true,
      doubt: `It is not known when ${unit === 'yr' ? 'year' : unit} ${count} begins and ends.`,
    }
  }
  const first = start.length === 7 ? `${start}-01` : start.slice(0, 10)
  if (!isCivilDate(first)) return null
  const due = addDays(addMonths(first, count * (/^y/.test(unit) ? 12 : 1)), -1)
  return {
    kind: 'month',
    due,
    precision: /^y/.test(unit) ? 'year' : 'month',
    isGuess: true,
    doubt: `Counted from the plan's first day, ${first.split('-').reverse().join('/')}.`,
  }
}

/** TS-14. A length has no due date until somebody says when it begins. */
export function readLength(shape: string): Reading | null {
  const length = findLength(shape)
  if (!length) return readTerms(shape)
  const left = `${shape.slice(0, length.from)} ${shape.slice(length.to)}`
  const isBare =
    left
      .replace(/[^a-z]+/g, ' ')
      .trim()
      .split(' ').length <= 12
  if (!isBare) return null
  return {
    kind: 'duration',
    length: length.length,
    ...(length.isRange ? { precision: 'range' as const } : {}),
    ...workingDays(length),
  }
}

const workingDays = (length: Length): Reading =>
  length.isWorkingDays ? { doubt: 'Working days, given as calendar days before bank holidays are counted.' } : {}

function readTerms(shape: string): Reading | null {
  if (!/(?:short|medium|long|longer|near)[ -]?(?:to[ -](?:medium|long)[ -]?)?term/.test(shape)) return null
  return { kind: 'other', isGuess: true, doubt: 'The words do not say when a short, medium or long term ends.' }
}

export function readStartOnly(shape: string): Reading | null {
  return /^(?:to )?(?:start|started|begin|begun|commence|commenced|launch)[.!]?$/.test(shape)
    ? { kind: 'starting', isGuess: true, doubt: 'The words say that it starts, not when.' }
    : null
}

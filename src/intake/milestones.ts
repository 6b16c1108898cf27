import type { PlanMilestone } from '../domain/plan/plan-document.ts'
import type { TimescaleContext } from '../domain/timescale/parse-timescale.ts'
import { latestOf } from '../domain/timescale/split-timescales.ts'
import { noTimescale, type Timescale } from '../domain/timescale/timescale.ts'
import { parseTimescale, splitTimescales } from './known-texts.ts'
import type { SourceLine } from './source-lines.ts'

/** Milestones with their dates, and whether the two cells agreed about how many there are.. */
export interface Paired {
  milestones: PlanMilestone[]
  /** The action's own timescale: the latest part, and one not agreed is later than any date. */
  timescale: Timescale
  /** Null where each milestone has its date; else how many of each there are. */
  mismatch: { milestones: number; dates: number } | null
}

export function pairMilestones(
  steps: readonly string[],
  when: readonly SourceLine[],
  context: TimescaleContext,
): Paired {
  const text = when.map((line) => line.text).join('\n')
  const parts = partsOf(when, steps.length)
  const dates = parts.map((part) => parseTimescale(part, parts.length > 1 ? { ...context, date: null } : context))
  const whole = {
    ...(dates.length > 1 ? latestOf(dates) : parseTimescale(text, context)),
    text: text.replace(/\s+/g, ' ').trim(),
  }
  const inOwnWords = steps.map((step) => dateIn(step, context))
  const isShared = dates.length === 1
  const mismatch =
    dates.length > 1 && dates.length !== steps.length && steps.length > 1
      ? { milestones: steps.length, dates: dates.length }
      : null
  const milestones = steps.map((step, index): PlanMilestone => {
    const own = inOwnWords[index] ?? null
    const given = steps.length === 1 ? (own ?? whole) : isShared ? (own ?? dates[0]) : dates[index]
    return {
      text: step,
      timescale: (given !== undefined && given.kind !== 'none' ? given : own) ?? noTimescale,
      ...(isPlaceholderStep(step) ? { isPlaceholder: true } : {}),
    }
  })
  if (dates.length === 0 && inOwnWords.some((date) => date !== null)) {
    return { milestones, timescale: whole, mismatch: null }
  }
  return { milestones, timescale: whole, mismatch }
}

/** The steps in a cell: list items, bullets in a line, or paragraphs; a line that goes on in lower case belongs to the one before. */
export function stepsOf(lines: readonly SourceLine[], dateCount: number): string[] {
  const steps: string[] = []
  const hasMarks = lines.some((line) => line.label !== null)
  for (const line of lines) {
    const pieces = line.text
      .split(/\s+(?=[•▪●◦■➢]\s)|(?<=[;.])\s+(?=[-–]\s[A-Z])/)
      .map((piece) => piece.replace(/^[•▪●◦■➢–-]\s*/, '').trim())
    for (const [index, piece] of pieces.entries()) {
      if (piece === '') continue
      const goesOn =
        index === 0 &&
        line.label === null &&
        steps.length > 0 &&
        (/^\p{Ll}/u.test(piece) || (hasMarks && line.level === 0 && !hasMarks))
      if (goesOn || steps.at(-1)?.endsWith(':')) steps.push(`${steps.pop()} ${piece}`)
      else steps.push(piece)
    }
  }
  const [only] = steps
  if (steps.length === 1 && only !== undefined && dateCount > 1) {
    const series = only.split(/;\s*(?:and\s+)?|(?<=[.])\s+(?=[A-Z])/).filter((piece) => piece.trim() !== '')
    if (series.length === dateCount) return series
  }
  return steps
}

/** How many timescales a cell holds. */
export function countDates(when: readonly SourceLine[]): number {
  return partsOf(when, 0).length
}

/** A milestone cell that names no milestone. */
export function isPlaceholderStep(text: string): boolean {
  return /^(?:t\.?b\.?[acd]\.?|to be (?:set|agreed|confirmed|decided|determined|developed|identified)\b.*|see (?:above|milestones?)\b.*|as above|n\/a|not yet (?:agreed|set|known).*)$/i.test(
    text.trim(),
  )
}

/** An action that only says that more will come. */
export function isPlaceholderAction(text: string): boolean {
  const said = text.replace(/\s+/g, ' ').trim()
  return (
    /^(?:t\.?b\.?[acd]\.?|to be (?:agreed|confirmed|decided|determined|developed|identified|set|scoped|advised)\.?|action[s]? (?:to be (?:agreed|confirmed|identified|developed|determined|set|added)|tb[acd])\b.*|\.{2,}|\?+|x{2,})$/i.test(
      said,
    ) ||
    /^(?:any )?(?:further|other|more|additional|new|subsequent|next) (?:actions?|steps?|work|tasks?|milestones?)\b.{0,30}\b(?:to be|tb[acd]|will be|may be|being)\b/i.test(
      said,
    )
  )
}

function partsOf(when: readonly SourceLine[], steps: number): string[] {
  const lines = when.map((line) => line.text).filter((text) => text !== '')
  const parts = splitTimescales(lines.join('\n')).filter((part) => part !== '')
  if (lines.length > 1 && lines.length === steps && parts.length !== steps) return lines
  return parts
}

/** A date in the step's own words, in brackets at its end or leading it: "Rota agreed (June 2024)", "June 2024: rota agreed". */
function dateIn(step: string, context: TimescaleContext): Timescale | null {
  const found =
    /[([](?:by |due |target:? )?([^()[\]]{3,40})[)\]][.;]?$/i.exec(step)?.[1] ??
    /^([^:–]{3,30})(?::| –| -)\s/.exec(step)?.[1] ??
    /(?:\bby\b|[-–:])\s+(?:the )?((?:end of |end )?[\w/., ]{3,30})[.;]?$/i.exec(step)?.[1]
  if (found === undefined || !/\d/.test(found)) return null
  const timescale = parseTimescale(found, context)
  return timescale.kind === 'date' || timescale.kind === 'month' ? timescale : null
}

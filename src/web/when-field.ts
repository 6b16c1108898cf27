/** A timescale as people type it: their words stay, the reading is shown before anything is saved, and they can say which day is meant. */
import type { Problem } from '../domain/problem.ts'
import { isCivilDate } from '../domain/timescale/civil-date.ts'
import { parseTimescale } from '../domain/timescale/parse-timescale.ts'
import { sayTimescale } from '../domain/timescale/say-timescale.ts'
import type { Timescale } from '../domain/timescale/timescale.ts'
import type { Form } from './ask.ts'
import { fieldOf, readDateInput } from './read-form.ts'

export interface WhenTyped {
  timescale: Timescale
  /** The person has seen how these words are read. */
  isSeen: boolean
  problems: Problem[]
}

/** Reads the fields of `whenField` (components/when-field.njk). `today` places a month that has no year. */
export function readWhen(form: Form, name: string, today: string): WhenTyped {
  const words = fieldOf(form, name)
  const parsed = parseTimescale(words, { documentDate: today })
  const day = readDateInput(form, `${name}-due`, 'the last day it is on time')
  if (!day.ok) return { timescale: parsed, isSeen: true, problems: day.problems }
  const isSeen = fieldOf(form, `${name}-seen`) === parsed.text
  return { timescale: day.value === undefined ? parsed : dueOn(parsed, day.value), isSeen, problems: [] }
}

/** The words with a day that a person gave them. */
export function dueOn(timescale: Timescale, due: string): Timescale {
  const { isGuess: _, doubt: __, ...plain } = timescale
  const start = plain.start !== null && isCivilDate(plain.start) && plain.start <= due ? plain.start : null
  return { ...plain, kind: 'date', due, start, every: null, length: null, precision: 'day' }
}

/** For `whenField`: what was typed, and how it is read. `current`: what stands now, whose reading needs no second look. */
export function whenField(form: Form | undefined, name: string, current: Timescale | undefined, today: string) {
  const words = form === undefined ? (current?.text ?? '') : fieldOf(form, name)
  const isCurrent = current !== undefined && words === current.text
  const timescale = isCurrent ? current : parseTimescale(words, { documentDate: today })
  return {
    name,
    words,
    seen: timescale.text,
    reading: words === '' ? undefined : sayTimescale(timescale),
    doubt: words === '' || isCurrent ? undefined : (timescale.doubt ?? undefined),
    isGuess: !isCurrent && timescale.isGuess === true,
    isNew: !isCurrent,
    due: ['day', 'month', 'year'].map((part) => ({
      part,
      value: form === undefined ? '' : fieldOf(form, `${name}-due-${part}`),
    })),
  }
}

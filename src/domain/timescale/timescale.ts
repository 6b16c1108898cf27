/** When something is to happen, as written and as read. `product.md`: timescale. */
export type TimescaleKind =
  | 'date'
  | 'month'
  | 'recurring'
  | 'starting'
  | 'ongoing'
  | 'duration'
  | 'asap'
  | 'tbc'
  | 'none'
  | 'other'

export interface Timescale {
  /** The writer's words, verbatim: "END AUG 2020". */
  text: string
  kind: TimescaleKind
  /** YYYY-MM-DD, the last day it is still on time; null where the words set no end. */
  due: string | null
  /** YYYY-MM-DD: first day of "from", "to begin", "first report June 2015". */
  start: string | null
  /** ISO 8601 duration between occurrences: P3M for quarterly, P1W for weekly. */
  every: string | null
  /** ISO 8601 length of a duration or bounded run: "6 month" is P6M, "for 8 weeks" P8W. */
  length?: string | null
  /** How finely the words say it. */
  precision?: 'day' | 'month' | 'quarter' | 'season' | 'term' | 'half-year' | 'year' | 'range' | null
  /** Dates struck out or replaced in the same cell, oldest first, as written. */
  earlier?: string[]
  /** True where the reading is a guess that a person should confirm ("Bi-monthly", a misspelt month, no year). */
  isGuess?: boolean
  /** Why it is a guess, as a sentence, and the other readings it could have. */
  doubt?: string | null
}

export const noTimescale: Timescale = { text: '', kind: 'none', due: null, start: null, every: null }

/** An expected refusal, as a value: feeds the GOV.UK error summary. Exceptions are faults. */
export interface Problem {
  /** Stable word: "date-before-start". */
  code: string
  /** A sentence: what is wrong and what to do. */
  message: string
  /** The form field it concerns. */
  field?: string
  /** Where in a source: "Plan!B9". */
  at?: string
}

export type Result<T> = { ok: true; value: T } | { ok: false; problems: Problem[] }

export const accept = <T>(value: T): Result<T> => ({ ok: true, value })
export const refuse = (...problems: Problem[]): Result<never> => ({ ok: false, problems })

/** From a form's strings to typed values, once, at the edge. */
import type { z } from 'zod'
import { accept, type Problem, type Result } from '../domain/problem.ts'
import type { Form } from './ask.ts'

/**
 * Checks a form against a zod schema whose messages are whole sentences ("Enter your name"). Each field's first fault becomes a
 * Problem named after the field, in the order of the schema.
 */
export function readForm<Schema extends z.ZodType>(schema: Schema, form: Form): Result<z.output<Schema>> {
  const parsed = schema.safeParse(form)
  if (parsed.success) return accept(parsed.data)
  const problems = new Map<string, Problem>()
  for (const issue of parsed.error.issues) {
    const field = issue.path.map(String).join('-')
    if (!problems.has(field))
      problems.set(field, { code: issue.code, message: issue.message, ...(field === '' ? {} : { field }) })
  }
  return { ok: false, problems: [...problems.values()] }
}

/** A field's value as one string, trimmed; '' where it was not sent. */
export function fieldOf(form: Form, name: string): string {
  const value = form[name]
  return (Array.isArray(value) ? (value.at(-1) ?? '') : (value ?? '')).trim()
}

/** A field's values as sent: checkboxes of one name. */
export function fieldsOf(form: Form, name: string): string[] {
  const value = form[name]
  return value === undefined ? [] : Array.isArray(value) ? value : [value]
}

/**
 * A GOV.UK date input (`due-day`, `due-month`, `due-year`) as a civil date; undefined where all three are empty.
 * `what` names the date in the sentence: "the forecast".
 */
export function readDateInput(form: Form, name: string, what: string): Result<string | undefined> {
  const [day, month, year] = ['day', 'month', 'year'].map((part) => fieldOf(form, `${name}-${part}`)) as [
    string,
    string,
    string,
  ]
  if (day === '' && month === '' && year === '') return accept(undefined)
  const written = `${/^\d\d$/.test(year) ? `20${year}` : year}-${monthNumber(month)}-${day.padStart(2, '0')}`
  const date = new Date(`${written}T00:00:00Z`)
  const isReal = !Number.isNaN(date.getTime()) && date.toISOString().slice(0, 10) === written
  if (!isReal || written < earliest || written > latest)
    return {
      ok: false,
      problems: [
        {
          code: 'not-a-date',
          message: `Give ${what} as a real day, month and year, like 27 3 2027`,
          field: `${name}-day`,
        },
      ],
    }
  return accept(written)
}

/** No plan reaches further; what does is a slip of the finger (and PostgreSQL knows no year 0). */
const [earliest, latest] = ['1900-01-01', '2199-12-31']

function monthNumber(words: string): string {
  const index = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'].indexOf(
    words.slice(0, 3).toLowerCase(),
  )
  return index === -1 ? words.padStart(2, '0') : String(index + 1).padStart(2, '0')
}

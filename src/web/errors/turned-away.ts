/** Why the shell itself turns a request away before a handler sees it; each has a page that says what to do. */
export type Reason =
  | 'form-expired'
  | 'not-permitted'
  | 'not-found'
  | 'too-large'
  | 'too-many'
  | 'cross-site'
  | 'not-understood'

export class TurnedAway extends Error {
  readonly reason: Reason

  constructor(reason: Reason) {
    super(reason)
    this.name = 'TurnedAway'
    this.reason = reason
  }
}

export const statusOf: Record<Reason, number> = {
  'form-expired': 403,
  'cross-site': 403,
  'not-permitted': 403,
  'not-found': 404,
  'too-large': 413,
  'too-many': 429,
  'not-understood': 400,
}

/** Reads what Fastify and its plugins throw as one of our reasons; undefined means a fault of ours. */
export function reasonOf(error: unknown): Reason | undefined {
  if (error instanceof TurnedAway) return error.reason
  if (!(error instanceof Error)) return undefined
  const { code, statusCode } = error as Error & { code?: string; statusCode?: number }
  if (statusCode === 413 || /^FST_(REQ_FILE_TOO_LARGE|FILES_LIMIT|PARTS_LIMIT|FIELDS_LIMIT)$/.test(code ?? ''))
    return 'too-large'
  if (statusCode === 429) return 'too-many'
  if (statusCode === 404) return 'not-found'
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500) return 'not-understood'
  return undefined
}

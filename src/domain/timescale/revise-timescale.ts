import { parseTimescale, type TimescaleContext } from './parse-timescale.ts'
import type { Timescale } from './timescale.ts'

/**
 * The timescale that stands, with those struck out or replaced before it kept as written, oldest first. Where nothing
 * stands (all is struck out), the last of the earlier ones is kept among them and nothing is due. TS-11.
 */
export function reviseTimescale(
  current: string | Timescale,
  earlier: readonly string[],
  context: TimescaleContext = {},
): Timescale {
  const standing = typeof current === 'string' ? parseTimescale(current, context) : current
  const before = [...earlier, ...(standing.earlier ?? [])].map((text) => text.replace(/\s+/g, ' ').trim())
  const kept = before.filter((text, index) => text !== '' && text !== before[index - 1])
  if (kept.length === 0) return standing
  if (standing.kind !== 'none') return { ...standing, earlier: kept }
  return {
    ...standing,
    earlier: kept,
    isGuess: true,
    doubt: `The date ${kept.at(-1)} is struck out and no other stands in its place.`,
  }
}

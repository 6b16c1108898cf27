import { writeSync } from 'node:fs'
import type { NeutralDocument } from '../../src/documents/neutral-document.ts'
import { readSniffed } from '../../src/documents/read-sniffed.ts'
import { Refused } from '../../src/documents/safety/refused.ts'
import { Chance, mutate } from './mutate.ts'
import { seeds } from './seeds.ts'

/**
 * Mutates and reads files number FIRST, FIRST + STEP … below END, one line of JSON on standard output before and after each, so
 * that the parent sees where it hangs or dies.
 */
const [first = 0, step = 1, end = 0] = process.argv.slice(2).map(Number)
const goodFiles = seeds.map((seed) => seed.build())

for (let number = first; number < end; number += step) {
  const at = Math.floor(number / step) % seeds.length
  const seed = seeds[at]
  const good = goodFiles[at]
  if (seed === undefined || good === undefined) continue
  const bad = await mutate(good, new Chance(number))
  say({ number, format: seed.format })
  say({ number, format: seed.format, ...(await outcomeOf(bad, seed.name)) })
}

async function outcomeOf(bytes: Uint8Array, name: string): Promise<{ outcome: string; detail?: string }> {
  try {
    const answer = await readSniffed(bytes, name)
    if (answer.kind === 'read' && !hasWords(answer.document)) return { outcome: 'empty' }
    return { outcome: answer.kind }
  } catch (error) {
    if (error instanceof Refused) {
      const isSentence = /^[A-Z“].{15,}\.$/s.test(error.message)
      return isSentence ? { outcome: 'refused', detail: error.code } : { outcome: 'no-sentence', detail: error.message }
    }
    // The reader process turns a stack or array that ran out into a refusal.
    if (error instanceof RangeError && /call stack|array length|string length/i.test(error.message)) {
      return { outcome: 'refused', detail: 'range' }
    }
    return { outcome: 'fault', detail: error instanceof Error ? (error.stack ?? error.message) : String(error) }
  }
}

function hasWords(document: NeutralDocument): boolean {
  return /"(?:text|shows)":"[^"]*[^\s"]/.test(JSON.stringify(document.parts))
}

function say(line: object): void {
  writeSync(1, `${JSON.stringify(line)}\n`)
}

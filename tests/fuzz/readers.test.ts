import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { seeds } from './seeds.ts'

/**
 * Thousands of good files made bad, read in two processes. FUZZ_COUNT sets how many (3,000 unless said), FUZZ_FIRST the first
 * number: a failure names its number, and FUZZ_FIRST=number FUZZ_COUNT=1 has it again.
 */
const count = Number(process.env.FUZZ_COUNT ?? 3_000)
const first = Number(process.env.FUZZ_FIRST ?? 0)
const processes = Math.min(2, count)
/** Twice what the reader process allows, since two fuzzers and other tests may share two cores. */
const secondsEach = 20

interface Line {
  number: number
  format: string
  outcome?: string
  detail?: string
}

test(`${count} mutated files are read or refused in a sentence: no hang, no crash, no silent empty result`, async () => {
  const lines = (await Promise.all(Array.from({ length: processes }, (_, at) => runFrom(first + at)))).flat()
  const ended = lines.filter((line) => line.outcome !== undefined)
  const bad = ended.filter(
    (line) => line.outcome !== 'read' && line.outcome !== 'refused' && line.outcome !== 'convert',
  )
  assert.deepEqual(bad.slice(0, 5), [], `${bad.length} of ${ended.length} went wrong`)
  assert.equal(ended.length, count)
  if (count >= 1_000) {
    // Proof that the mutations bite and that the seeds were readable: every format is sometimes read and sometimes refused.
    for (const { format } of seeds) {
      const outcomes = new Set(ended.filter((line) => line.format === format).map((line) => line.outcome))
      assert.ok(outcomes.has('read'), `${format} was never read`)
    }
    assert.ok(ended.filter((line) => line.outcome === 'refused').length > count / 20)
  }
})

/** Runs one process over its share. When it hangs or dies, that file is noted and a new process goes on after it. */
async function runFrom(start: number): Promise<Line[]> {
  const lines: Line[] = []
  const end = first + count
  for (let next = start; next < end; ) {
    const last = await runOnce(next, end, lines)
    if (last === null) break
    lines.push({ ...last.line, outcome: last.why, detail: last.detail })
    next = last.line.number + processes
  }
  return lines
}

function runOnce(
  start: number,
  end: number,
  lines: Line[],
): Promise<{ line: Line; why: string; detail: string } | null> {
  return new Promise((resolve) => {
    const script = fileURLToPath(new URL('./fuzz-child.ts', import.meta.url))
    const child = spawn(
      process.execPath,
      ['--max-old-space-size=512', '--no-warnings', script, `${start}`, `${processes}`, `${end}`],
      {
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    )
    let open: Line | null = null
    let why = 'died'
    let detail = ''
    let clock = setTimeout(() => {}, 0)
    const hang = (): void => {
      why = 'hung'
      child.kill('SIGKILL')
    }
    child.stderr.on('data', (chunk) => {
      detail = (detail + chunk).slice(-2_000)
    })
    createInterface({ input: child.stdout }).on('line', (text) => {
      clearTimeout(clock)
      const line = JSON.parse(text) as Line
      if (line.outcome === undefined) {
        open = line
        clock = setTimeout(hang, secondsEach * 1_000)
      } else {
        open = null
        lines.push(line)
      }
    })
    child.on('close', () => {
      clearTimeout(clock)
      resolve(open === null ? null : { line: open, why, detail })
    })
  })
}

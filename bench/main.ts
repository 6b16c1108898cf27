/**
 * Measures what Golden Thread promises about speed and prints tables and marks:
 *
 *   npm run bench                           every suite
 *   npm run bench -- reading papers web     some of them
 *   npm run bench -- --json build/bench.json
 *
 * GOLDEN_THREAD_BENCH_FILES names a folder with documents of your own for the reading suite. Exit code 1 where a mark is missed.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir, totalmem } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { isMet, type Measured, printMeasured } from './report.ts'

const suites: Record<string, () => Promise<(folder: string) => Promise<Measured>>> = {
  reading: async () => (await import('./reading.ts')).measureReading,
  papers: async () => (await import('./papers.ts')).measurePapers,
  web: async () => (await import('./web.ts')).measureWeb,
}

process.exitCode = await main()

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({ options: { json: { type: 'string' } }, allowPositionals: true })
  const unknown = positionals.filter((name) => !Object.hasOwn(suites, name))
  if (unknown.length > 0) {
    process.stderr.write(`There is no suite “${unknown.join(', ')}”. There are: ${Object.keys(suites).join(', ')}.\n`)
    return 2
  }
  const folder = mkdtempSync(path.join(tmpdir(), 'golden-thread-bench-'))
  const measured: Measured[] = []
  try {
    for (const [name, load] of Object.entries(suites)) {
      if (positionals.length > 0 && !positionals.includes(name)) continue
      const suite = await (await load())(folder)
      measured.push(suite)
      process.stdout.write(`${printMeasured(suite)}\n`)
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
  if (values.json !== undefined)
    writeFileSync(values.json, `${JSON.stringify({ machine: machine(), measured }, null, 2)}\n`)
  const missed = measured.flatMap(({ marks }) => marks).filter((mark) => !isMet(mark))
  process.stdout.write(missed.length === 0 ? 'Every mark is met.\n' : `${missed.length} marks are missed.\n`)
  return missed.length === 0 ? 0 : 1
}

function machine() {
  return {
    at: new Date().toISOString(),
    node: process.version,
    processor: cpus()[0]?.model ?? '',
    cores: cpus().length,
    memory: totalmem(),
  }
}

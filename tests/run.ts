/**
 * Runs the tests, as `npm test` does: house rules, types, then every test but the journeys in a real browser.
 *
 *   node tests/run.ts            all but the journeys
 *   node tests/run.ts journeys   the journeys only
 *   node tests/run.ts units      the tests only, without house rules and types
 */
import { spawnSync } from 'node:child_process'
import { globSync } from 'node:fs'
import path from 'node:path'

const root = path.join(import.meta.dirname, '..')
const only = process.argv[2]
const journeys = globSync('tests/journeys/**/*.test.ts', { cwd: root })
const units = globSync(['src/**/*.test.ts', 'tests/**/*.test.ts'], { cwd: root }).filter(
  (file) => !journeys.includes(file),
)

if (only === undefined) {
  run('House rules', packageBinary('@biomejs/biome', 'biome'), ['ci', '--error-on-warnings'])
  run('Types', packageBinary('typescript', 'tsc'), ['-p', '.'])
}
run('Tests', '', [
  '--test',
  '--test-reporter=spec',
  '--test-concurrency=3',
  '--test-timeout=300000',
  ...(only === 'journeys' ? journeys : units).sort(),
])

function run(name: string, script: string, args: string[]): void {
  process.stdout.write(`${name}\n`)
  const all = script === '' ? args : [script, ...args]
  const { status } = spawnSync(process.execPath, all, { cwd: root, stdio: 'inherit' })
  if (status !== 0) process.exit(status ?? 1)
}

function packageBinary(name: string, binary: string): string {
  return path.join(root, 'node_modules', name, 'bin', binary)
}

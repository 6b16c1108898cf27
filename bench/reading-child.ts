/** Reads one file again and again beside its floor, or once for its memory: node reading-child.ts time|floor|read FILE. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { readSniffed } from '../src/documents/read-sniffed.ts'
import { readPlan } from '../src/intake/read-plan.ts'
import { peakMemory } from './child.ts'
import { floors } from './parse-floor.ts'
import { interleave, median } from './statistics.ts'

export interface ReadingTimes {
  floor: number
  document: number
  plan: number
  runs: number
  actions: number
}

const [what, file = ''] = process.argv.slice(2)
const bytes = new Uint8Array(readFileSync(file))
const name = path.basename(file)
const floor = floors[path.extname(file).slice(1)]
if (floor === undefined) throw new Error(`There is no floor for ${file}`)

if (what === 'floor') {
  await floor.run(bytes)
  process.stdout.write(`${JSON.stringify(peakMemory())}\n`)
} else if (what === 'read') {
  await document()
  process.stdout.write(`${JSON.stringify(peakMemory())}\n`)
} else {
  let actions = 0
  const [floorTimes = [], documentTimes = [], planTimes = []] = await interleave(
    [
      () => floor.run(bytes),
      document,
      async () => {
        actions = readPlan(await document()).plan.actions.length
      },
    ],
    { runs: 15, milliseconds: 12_000 },
  )
  const times: ReadingTimes = {
    floor: median(floorTimes),
    document: median(documentTimes),
    plan: median(planTimes),
    runs: floorTimes.length,
    actions,
  }
  process.stdout.write(`${JSON.stringify(times)}\n`)
}

async function document() {
  const answer = await readSniffed(bytes, name)
  if (answer.kind !== 'read') throw new Error(`${file} was not read: ${JSON.stringify(answer)}`)
  return answer.document
}

/** Writes one paper of 600 actions again and again: node papers-child.ts PAPER FORMAT FILE. */
import { writeFileSync } from 'node:fs'
import type { Paper } from '../src/documents/paper.ts'
import { writeDocx } from '../src/documents/write/docx.ts'
import { writeHtml } from '../src/documents/write/html.ts'
import { writePdf } from '../src/documents/write/pdf.ts'
import { writePptx } from '../src/documents/write/pptx.ts'
import { writeXlsx } from '../src/documents/write/xlsx.ts'
import { snapshotOfPlan } from '../src/domain/plan/snapshot.ts'
import { boardReport } from '../src/papers/board-report.ts'
import { planPaper } from '../src/papers/plan-paper.ts'
import { scrutinyDeck } from '../src/papers/scrutiny-deck.ts'
import { peakMemory } from './child.ts'
import { largePlan } from './large-plan.ts'
import { interleave, median } from './statistics.ts'

export interface PaperTimes {
  /** With the process warm; the first, cold, is what a person waits for after a start. */
  warm: number
  cold: number
  kilobytes: number
  memory: number
}

const papers: Record<string, (snapshot: ReturnType<typeof snapshotOfPlan>) => Paper> = {
  'plan paper': planPaper,
  'board report': boardReport,
  'scrutiny deck': scrutinyDeck,
}
const writers: Record<string, (paper: Paper) => Promise<Uint8Array>> = {
  docx: writeDocx,
  xlsx: writeXlsx,
  pptx: writePptx,
  pdf: writePdf,
  html: writeHtml,
}

const [name = '', format = '', file = ''] = process.argv.slice(2)
const paperOf = papers[name]
const write = writers[format]
if (paperOf === undefined || write === undefined) throw new Error(`There is no paper ${name} as ${format}`)
const snapshot = snapshotOfPlan(largePlan(600), { position: { instant: '2026-05-11T08:00:00Z', date: '2026-05-11' } })

const start = performance.now()
const bytes = await write(paperOf(snapshot))
const cold = performance.now() - start
writeFileSync(file, bytes)
const [times = []] = await interleave([() => write(paperOf(snapshot))], { runs: 5, milliseconds: 8_000 })
const answer: PaperTimes = { warm: median(times), cold, kilobytes: bytes.length / 1024, memory: peakMemory() }
process.stdout.write(`${JSON.stringify(answer)}\n`)

/** Reading against the parse floor of the same file, in one run, in turn, medians. */

import { readFileSync } from 'node:fs'
import path from 'node:path'
import { readDocument } from '../src/documents/read-document.ts'
import { inChild } from './child.ts'
import { floors } from './parse-floor.ts'
import type { ReadingTimes } from './reading-child.ts'
import { readingFiles } from './reading-files.ts'
import type { Measured } from './report.ts'

const mostTimesFloor = 3

export async function measureReading(folder: string): Promise<Measured> {
  const files = await readingFiles(path.join(folder, 'reading'), process.env.GOLDEN_THREAD_BENCH_FILES)
  const measured: Measured = {
    suite: 'reading',
    title: 'Reading: milliseconds and megabytes',
    columns: ['actions', 'floor', 'document', '× floor', 'and plan', '× floor', 'cold', 'memory', 'floor’s'],
    rows: [],
    marks: [],
    notes: [
      ...Object.entries(floors).map(([format, { does }]) => `The floor of .${format} is ${does}.`),
      '“Document” and “and plan” are bytes to neutral document, and to plan document: what a parse gives, and what it means. “Cold” is what a person waits: a reader process is started, reads and answers.',
    ],
  }
  for (const file of files) {
    const times = await inChild<ReadingTimes>('reading-child.ts', ['time', file])
    const cold = await readCold(file)
    const memory = await inChild<number>('reading-child.ts', ['read', file])
    const floorMemory = await inChild<number>('reading-child.ts', ['floor', file])
    const name = path.basename(file)
    const [toDocument, toPlan] = [times.document / times.floor, times.plan / times.floor]
    measured.rows.push({
      name,
      values: [
        String(times.actions),
        times.floor,
        times.document,
        toDocument,
        times.plan,
        toPlan,
        cold,
        memory,
        floorMemory,
      ],
    })
    measured.marks.push({ name: `${name}, document against floor`, ratio: toDocument, most: mostTimesFloor })
    measured.marks.push({ name: `${name}, plan against floor`, ratio: toPlan, most: mostTimesFloor })
  }
  return measured
}

async function readCold(file: string): Promise<number | string> {
  const bytes = new Uint8Array(readFileSync(file))
  const start = performance.now()
  const read = await readDocument(bytes, path.basename(file))
  return read.ok ? performance.now() - start : read.refusal.code
}

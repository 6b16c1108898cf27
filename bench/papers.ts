/** Papers of 600 actions, against LibreOffice turning the Word one into PDF. */
import { spawnSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { inChild } from './child.ts'
import type { PaperTimes } from './papers-child.ts'
import type { Measured } from './report.ts'
import { median } from './statistics.ts'

export async function measurePapers(folder: string): Promise<Measured> {
  const place = path.join(folder, 'papers')
  mkdirSync(place, { recursive: true })
  const measured: Measured = {
    suite: 'papers',
    title: 'Papers of 600 actions: milliseconds, kilobytes and megabytes',
    columns: ['first', 'then', 'size', 'memory'],
    rows: [],
    marks: [],
    notes: ['“First” is the first paper of a process that just started; the mark is asked of it.'],
  }
  const cold: { name: string; time: number }[] = []
  for (const [paper, formats] of Object.entries(written))
    for (const format of formats) {
      const name = `${paper}.${format}`
      const file = path.join(place, name)
      const times = await inChild<PaperTimes>('papers-child.ts', [paper, format, file])
      measured.rows.push({ name, values: [times.cold, times.warm, times.kilobytes, times.memory] })
      cold.push({ name, time: times.cold })
    }
  const office = libreOfficeTime(path.join(place, 'board report.docx'), place)
  if (office === null)
    measured.notes.push('LibreOffice (soffice) is not installed, so there is nothing to measure papers against.')
  else {
    measured.rows.push({ name: 'LibreOffice: board report.docx to PDF', values: [office, null, null, null] })
    for (const { name, time } of cold)
      measured.marks.push({ name: `${name} against LibreOffice’s time`, ratio: time / office, most: 1 })
  }
  return measured
}

const written = {
  'board report': ['docx', 'xlsx', 'pptx', 'pdf', 'html'],
  'scrutiny deck': ['pptx', 'pdf'],
  'plan paper': ['docx', 'xlsx', 'pdf'],
}

/** Its profile is made in a first run that is not counted. */
function libreOfficeTime(file: string, folder: string): number | null {
  const times: number[] = []
  for (let run = 0; run < 4; run++) {
    const start = performance.now()
    const { error, status } = spawnSync(
      'soffice',
      [
        `-env:UserInstallation=file://${path.join(folder, 'profile')}`,
        '--headless',
        '--convert-to',
        'pdf:writer_pdf_Export',
        '--outdir',
        path.join(folder, 'converted'),
        file,
      ],
      { stdio: 'ignore' },
    )
    if (error !== undefined) return null
    if (status !== 0) throw new Error(`LibreOffice ended with code ${status}`)
    if (run > 0) times.push(performance.now() - start)
  }
  return median(times)
}

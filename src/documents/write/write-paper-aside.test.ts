import assert from 'node:assert/strict'
import { performance } from 'node:perf_hooks'
import { test } from 'node:test'
import { exampleSnapshot } from '../../../tests/support/example-snapshot.ts'
import { boardReport } from '../../papers/board-report.ts'
import { type PaperFormatName, paperFormats, writePaper } from './write-paper.ts'
import { writePaperAside } from './write-paper-aside.ts'

const paper = boardReport(exampleSnapshot())
const formats = Object.keys(paperFormats) as PaperFormatName[]

test('a paper written aside has the bytes it has when written here', async () => {
  const aside = await Promise.all(formats.map((format) => writePaperAside(paper, format)))
  for (const [index, format] of formats.entries())
    assert.deepEqual(aside[index], new Uint8Array(await writePaper(paper, format)), format)
})

test('others are served while a paper is written', async () => {
  let turns = 0
  let longest = 0
  let last = performance.now()
  const clock = setInterval(() => {
    longest = Math.max(longest, performance.now() - last)
    last = performance.now()
    turns++
  }, 10)
  await Promise.all([writePaperAside(paper, 'pdf'), writePaperAside(paper, 'docx')])
  clearInterval(clock)
  assert.ok(turns > 3, `the clock ticked ${turns} times`)
  assert.ok(longest < 400, `nothing else ran for ${Math.round(longest)} ms`)
})

test('a fault of a writer is the asker’s, and the next paper is written', async () => {
  const broken = { ...paper, marks: paper.marks.map((mark) => ({ ...mark, ink: mark.fill })) }
  await assert.rejects(writePaperAside(broken, 'html'))
  assert.ok((await writePaperAside(paper, 'html')).length > 1000)
})

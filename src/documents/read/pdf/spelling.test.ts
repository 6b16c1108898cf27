import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import type { Word } from './page-drawing.ts'
import { Spelling } from './spelling.ts'
import type { Line } from './text-lines.ts'

suite('words broken at the end of a line', () => {
  test('a compound keeps its hyphen: elsewhere hyphenated, a range, a figure', () => {
    const spelling = taught('The multi-agency group meets.', 'Children live in-house now.')
    assert.deepEqual(spelling.between('a multi-', 'agency'), { space: '', drop: false })
    assert.deepEqual(spelling.between('May-', 'June 2027'), { space: '', drop: false })
    assert.deepEqual(spelling.between('2026-', '27'), { space: '', drop: false })
    assert.deepEqual(spelling.between('well-', 'matched'), { space: '', drop: false })
  })

  test('a divided word loses it: known whole, or ending as no word does', () => {
    const spelling = taught('Each assessment is shared with families.')
    assert.deepEqual(spelling.between('the assess-', 'ment'), { space: '', drop: true })
    assert.deepEqual(spelling.between('consulta-', 'tion'), { space: '', drop: true })
  })

  test('a dash with a space before it is a dash', () => {
    assert.deepEqual(taught().between('a draft –', 'shared'), { space: ' ', drop: false })
    assert.deepEqual(taught().between('a draft -', 'shared'), { space: ' ', drop: false })
  })

  test('a slash joins as the document writes it', () => {
    assert.deepEqual(taught('TMs/OMs lead').between('practitioners/', 'TMs'), { space: '', drop: false })
    assert.deepEqual(taught('TMs/ OMs lead', 'HoS/ AD decide').between('practitioners/', 'TMs'), {
      space: ' ',
      drop: false,
    })
    assert.deepEqual(taught('TMs/ OMs lead').between('31/03/', '27'), { space: '', drop: false })
  })

  test('a word cut without a hyphen is one word when its end is none', () => {
    const spelling = taught('The review and the plan')
    assert.equal(spelling.isOneWord('Safeguardin', 'g'), true)
    assert.equal(spelling.isOneWord('10', '0'), true)
    assert.equal(spelling.isOneWord('Safeguarding', 'review'), false)
    assert.equal(spelling.isOneWord('Service', 'Manager'), false)
  })
})

function taught(...texts: string[]): Spelling {
  const spelling = new Spelling()
  spelling.learn(texts.map(lineOf))
  return spelling
}

function lineOf(text: string, row: number): Line {
  let x = 0
  const words = text.split(' ').map((each): Word => {
    const width = each.length * 5
    const word: Word = {
      text: each,
      x0: x,
      x1: x + width,
      baseline: row * 12,
      size: 10,
      style: { font: 'Helvetica', isBold: false, isItalic: false, colour: '000000' },
      turn: 0,
      hasSpaceBefore: true,
      isStruck: false,
      isUnderlined: false,
      mark: -1,
      isArtifact: false,
    }
    x += width + 3
    return word
  })
  return { words, baseline: row * 12, size: 10, x0: 0, x1: x, y0: row * 12 - 8, y1: row * 12 + 2 }
}

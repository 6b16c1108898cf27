import { sayPlace } from '../documents/neutral-document.ts'
import type { PlanField } from '../domain/plan/plan-document.ts'
import { parseTimescales } from '../domain/timescale/split-timescales.ts'
import { noTimescale } from '../domain/timescale/timescale.ts'
import { quote } from './doubts.ts'
import { type Draft, type DraftAction, doubt, type Standing } from './draft.ts'
import { type Grid, type GridCell, saying } from './grid.ts'
import { bestOfHeading } from './headings.ts'
import { readCalledAction, readInlineLabels } from './inline-labels.ts'
import { splitOwners } from './known-texts.ts'
import { readOutcomeHeading } from './label-blocks.ts'
import { markerAt } from './markers.ts'
import { isPlaceholderAction, pairMilestones, stepsOf } from './milestones.ts'
import { ratingOf } from './rating-cells.ts'
import { type SourceLine, textOf } from './source-lines.ts'

/** A label and its value, from a form's table row or from a paragraph "Owner: …". */
export interface LabelledValue {
  label: string
  field: PlanField
  lines: SourceLine[]
  fill: string | null
  /** The label's own line, for notes. */
  from: SourceLine
}

/** A table laid out as labels and values, one form an action; null for any other table. R-23. */
export function pairsOfForm(grid: Grid): LabelledValue[] | null {
  const pairs: LabelledValue[] = []
  let told = 0
  for (const row of grid.rows) {
    const cells = saying(row)
    if (cells.length === 0) continue
    told++
    const titled = cells.length === 1 ? titleOfForm(cells[0]) : null
    if (titled !== null) {
      pairs.push(...titled)
      continue
    }
    let isForm = cells.length > 1
    const found: LabelledValue[] = []
    for (let index = 0; index < cells.length; index += 2) {
      const label = cells[index]
      if (label === undefined) break
      const value = row.covering[label.column + label.colSpan]
      const best = bestOfHeading(label.text.replace(/[:.]\s*$/, ''))
      const from = label.lines[0]
      const named = from === undefined ? null : readOutcomeHeading(label.text)
      if (from !== undefined && named?.ref != null && named.text === '' && value !== undefined && value.text !== '') {
        // "Recommendation 3" | "The force should …".
        const number = { ...from, text: named.ref, label: null, isOrdered: false }
        found.push({ label: named.word, field: 'outcomeRef', lines: [number], fill: null, from })
        found.push({ label: named.word, field: 'outcome', lines: value.lines, fill: null, from })
        continue
      }
      if (best === null || best.score < 0.8 || from === undefined) {
        isForm = false
        break
      }
      const blank = value === undefined || value.text === ''
      if (
        !blank &&
        cells.length > 1 &&
        (bestOfHeading(value.text)?.score ?? 0) >= 0.9 &&
        best.field !== bestOfHeading(value.text)?.field
      )
        isForm = false
      found.push({
        label: label.text.replace(/\s*:\s*$/, ''),
        field: best.field,
        lines: blank ? [] : value.lines,
        fill: value?.fill ?? null,
        from,
      })
      if (blank) index--
    }
    if (isForm) pairs.push(...found)
  }
  const fields = new Set(pairs.map((pair) => pair.field))
  const filled = pairs.filter((pair) => pair.lines.length > 0).length
  const columns = new Set(grid.rows.flatMap((row) => saying(row).map((cell) => cell.column)))
  const isPlan = fields.has('action') && (fields.has('owners') || fields.has('timescale')) && fields.size >= 3
  return isPlan && columns.size <= 6 && filled >= pairs.length * 0.5 && pairs.length >= told * 0.5 && pairs.length >= 3
    ? pairs
    : null
}

/** "Action 1: Launch the toolkit" over the labels of a form: its number and what is to be done. */
function titleOfForm(cell: GridCell | undefined): LabelledValue[] | null {
  const [from, ...others] = cell?.lines ?? []
  const called = from === undefined ? null : readCalledAction(textOf([from]))
  if (from === undefined || called === null || others.length > 0) return null
  const line = (text: string): SourceLine => ({ ...from, text, label: null, isOrdered: false })
  return [
    { label: called.word, field: 'ref', lines: [line(called.marker.ref)], fill: null, from },
    { label: called.word, field: 'action', lines: [line(called.text)], fill: null, from },
  ]
}

/** "Lead – Head of Service", "By when: June 2024" in a paragraph; several on one line too. Null for other lines. R-24. */
export function pairsOfLine(line: SourceLine): LabelledValue[] | null {
  const inline = readInlineLabels(line)
  if (inline !== null && inline.before === '') return inline.pairs
  const pieces = line.text.split(/\s*(?:\/|\||;|\t|•|·)\s*(?=[A-Z][\w ]{1,24}\s*[:–—-]\s)/)
  const pairs = pieces.map((piece): LabelledValue | null => {
    const found = /^([A-Za-z][\w /&()'’]{1,40}?)\s*(?::|\s[–—-]|[–—])\s*(.*)$/s.exec(piece.trim())
    if (found?.[1] === undefined) return null
    const best = bestOfHeading(found[1])
    if (best === null || best.score < 0.9 || best.field === 'extra') return null
    const text = found[2]?.trim() ?? ''
    return {
      label: found[1],
      field: best.field,
      lines: text === '' ? [] : [{ ...line, text, label: null, isOrdered: false }],
      fill: null,
      from: line,
    }
  })
  return pairs.every((pair) => pair !== null) ? pairs.filter((pair) => pair !== null) : null
}

/** One action of the labelled values of a form; `own` is its text where that stood outside the pairs. */
export function actionOfPairs(
  draft: Draft,
  standing: Standing,
  pairs: readonly LabelledValue[],
  own: SourceLine | null,
): DraftAction {
  const pairOf = (field: PlanField) => pairs.find((pair) => pair.field === field)
  const textAt = (field: PlanField) => {
    const pair = pairOf(field)
    return pair === undefined ? null : textOf(pair.lines)
  }
  const action = pairOf('action')
  const lines = own === null ? (action?.lines ?? []) : [own]
  const first = lines[0] ?? action?.from ?? pairs[0]?.from
  const at = first === undefined ? '' : sayPlace(first.at)
  const owners = textAt('owners') ?? ''
  const others = textAt('otherOwners')
  const when = pairOf('timescale') ?? pairOf('revisedTimescale')
  const steps = stepsOf(pairOf('milestones')?.lines ?? [], 0)
  const paired = pairMilestones(steps, when?.lines ?? [], draft.dates)
  const places: Record<string, string> = {}
  for (const pair of pairs)
    if (pair.lines[0] !== undefined)
      places[pair.field === 'action' ? 'text' : pair.field === 'rating' ? 'rag' : pair.field] ??= sayPlace(
        pair.lines[0].at,
      )
  const rating = pairOf('rating')
  const typed = first === undefined ? null : (markerAt(textOf(lines))?.marker ?? null)
  const made: DraftAction = {
    ref: textAt('ref'),
    marker: typed,
    lastMarker: null,
    section: textAt('section') ?? standing.section,
    outcome: standing.outcome,
    text: textOf(lines),
    ownersText: [owners, others ?? ''].filter((text) => text !== '').join('; '),
    owners: [...splitOwners(owners).owners, ...(others === null ? [] : splitOwners(others).owners)],
    timescale:
      when === undefined
        ? noTimescale
        : steps.length > 0
          ? paired.timescale
          : parseTimescales(textOf(when.lines), draft.dates).whole,
    rag: rating === undefined ? null : ratingOf(pseudoCell(rating)),
    ratings: [],
    evidence: textAt('evidence'),
    impact: textAt('impact'),
    progress: textAt('progress'),
    milestones: paired.milestones,
    extra: [],
    isPlaceholder: isPlaceholderAction(textOf(lines)),
    at,
    places,
    rows: [],
  }
  const home = new Set<PlanField>([
    'action',
    'ref',
    'section',
    'owners',
    'otherOwners',
    'timescale',
    'rating',
    'evidence',
    'impact',
    'progress',
    'milestones',
    'outcome',
    'outcomeRef',
  ])
  const used = new Set<PlanField>()
  for (const pair of pairs) {
    const isFirst = !used.has(pair.field)
    used.add(pair.field)
    const kept = isFirst && home.has(pair.field) && !(pair.field === 'rating' && made.rag === null)
    if (!kept && pair.lines.length > 0) made.extra.push({ name: pair.label, text: textOf(pair.lines) })
  }
  if (made.timescale.doubt)
    doubt(draft, 'timescale', 'check', `${quote(made.timescale.text)}: ${made.timescale.doubt}`, at, {
      about: at,
      field: 'timescale',
    })
  if (made.text === '')
    doubt(
      draft,
      'no-action-text',
      'check',
      'A form has other fields filled but does not say what is to be done. It was kept as an action for you to complete or drop.',
      at,
      { about: at, field: 'text' },
    )
  return made
}

function pseudoCell(pair: LabelledValue) {
  return {
    row: 0,
    column: 0,
    rowSpan: 1,
    colSpan: 1,
    lines: pair.lines,
    text: textOf(pair.lines),
    struck: '',
    deleted: '',
    hidden: '',
    isBold: false,
    isItalic: false,
    fill: pair.fill,
    textColour: null,
    value: null,
    at: pair.from.at,
  }
}

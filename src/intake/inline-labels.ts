import type { PlanField } from '../domain/plan/plan-document.ts'
import type { LabelledValue } from './forms.ts'
import { bestOfHeading } from './headings.ts'
import { type Marker, readMarker } from './markers.ts'
import type { SourceLine } from './source-lines.ts'

/** "Action 1.2: Fit locks": the number an action is called by, and what is to be done. */
export interface CalledAction {
  /** The document's word: "Action". */
  word: string
  marker: Marker
  text: string
}

/** An action that its line calls by number; null for any other line. R-24. */
export function readCalledAction(text: string): CalledAction | null {
  const found =
    /^(action|task|step)\s*(?:no\.?\s*|point\s*)?#?\s*([A-Z]{0,3}\d{1,3}(?:\.\d{1,3}){0,3}[a-z]?)\b\s*[:.)–—-]?\s+(\S[\s\S]*)$/i.exec(
      text,
    )
  const marker = found?.[2] === undefined ? null : readMarker(found[2])
  if (found?.[1] === undefined || found[3] === undefined || marker === null || found[3].split(/\s+/).length < 2)
    return null
  return { word: found[1], marker, text: found[3] }
}

const labelled: ReadonlySet<PlanField> = new Set([
  'owners',
  'otherOwners',
  'timescale',
  'start',
  'rating',
  'progress',
  'evidence',
  'impact',
  'milestones',
])

/**
 * "1.1 Write a framework. Lead: Head of Prevention. By: May 2026. Status: On track": the labels that stand inside a line, and the
 * words before the first of them. Null where fewer than two stand there, or none says who or by when. R-24.
 */
export function readInlineLabels(line: SourceLine): { before: string; pairs: LabelledValue[] } | null {
  const found: { label: string; field: PlanField; from: number; to: number }[] = []
  for (const match of line.text.matchAll(/(?:^|[.;,|)•·–—]\s*|\s{2,}|\n)([A-Z][A-Za-z /]{0,30}?)\s*:\s+/g)) {
    const label = match[1] ?? ''
    const best = bestOfHeading(label)
    if (best === null || best.score < 0.9 || !labelled.has(best.field)) continue
    const from = match.index + match[0].indexOf(label)
    found.push({ label, field: best.field, from, to: match.index + match[0].length })
  }
  const [first] = found
  const says = (field: PlanField) => found.some((each) => each.field === field)
  if (first === undefined || found.length < 2 || !(says('owners') || says('timescale'))) return null
  const pairs = found.map(({ label, field, to }, index): LabelledValue => {
    const value = line.text
      .slice(to, found[index + 1]?.from)
      .replace(/[\s.;,|•·–—(]+$/, '')
      .trim()
    const own = { ...line, text: value, label: null, isOrdered: false }
    return { label, field, lines: value === '' ? [] : [own], fill: null, from: line }
  })
  const before = line.text
    .slice(0, first.from)
    .replace(/[\s;,|•·–—(]+$/, '')
    .trim()
  return { before, pairs }
}

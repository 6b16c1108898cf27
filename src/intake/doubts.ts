import type { PlanFinding } from '../domain/plan/plan-document.ts'

/** What the reading is not sure of, gathered while it goes and told once each. */
export interface Doubt {
  /** A rule of docs/reading-rules.md, as a word. */
  code: string
  severity: PlanFinding['severity']
  /** A whole sentence that quotes the cell. The same sentence about several places is told once. */
  message: string
  at: string
  about?: string | undefined
  field?: string | undefined
}

/** One finding a sentence; where it holds in several places the others are named behind it. */
export function gatherDoubts(doubts: readonly Doubt[]): PlanFinding[] {
  const groups = new Map<string, Doubt[]>()
  const told = new Set<string>()
  for (const doubt of doubts) {
    const key = `${doubt.code}\n${doubt.message}`
    const place = `${key}\n${doubt.at}\n${doubt.about ?? ''}`
    if (told.has(place)) continue
    told.add(place)
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [doubt])
    else group.push(doubt)
  }
  const shown = new Map<string, number>()
  const beyond = new Map<string, Doubt[][]>()
  const findings = [...groups.values()].flatMap((group): PlanFinding[] => {
    const [first, ...others] = group
    if (first === undefined) return []
    const count = (shown.get(first.code) ?? 0) + 1
    shown.set(first.code, count)
    if (count > mostOfOneKind) {
      const rest = beyond.get(first.code)
      if (rest === undefined) beyond.set(first.code, [group])
      else rest.push(group)
      return []
    }
    const places = [...new Set(others.map((doubt) => doubt.at))].filter((at) => at !== '' && at !== first.at)
    const also = places.length === 0 ? '' : ` Also at ${listed(places)}.`
    return [
      {
        severity: first.severity,
        message: first.message + also,
        at: first.at,
        code: first.code,
        ...(first.about === undefined ? {} : { about: first.about }),
        ...(first.field === undefined ? {} : { field: first.field }),
      },
    ]
  })
  return [...findings, ...[...beyond.values()].flatMap(sayBeyond)]
}

/** Findings of one kind told one by one: nobody works through more, and the count says that there are. */
const mostOfOneKind = 500

function sayBeyond(groups: readonly Doubt[][]): PlanFinding[] {
  const doubts = groups.flat()
  const [first] = doubts
  if (first === undefined) return []
  const { severity, code, at } = first
  const count = doubts.length.toLocaleString('en-GB')
  const message =
    doubts.length === 1
      ? `1 more place raises a doubt of the same kind as the ${mostOfOneKind} told: ${first.message}`
      : `${count} more places raise a doubt of the same kind as the ${mostOfOneKind} told. The first: ${first.message}`
  return [{ severity, message, at, code }]
}

/** A cell's words in quotation marks, cut where they are long. */
export function quote(text: string): string {
  const words = text.replace(/\s+/g, ' ').trim()
  return `“${words.length > 90 ? `${words.slice(0, 88).replace(/\s+\S*$/, '')} …` : words}”`
}

function listed(places: readonly string[]): string {
  const most = 6
  if (places.length > most) return `${places.slice(0, most).join(', ')} and ${places.length - most} more places`
  return places.length === 1 ? (places[0] ?? '') : `${places.slice(0, -1).join(', ')} and ${places.at(-1)}`
}

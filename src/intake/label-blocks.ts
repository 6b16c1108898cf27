import { plainHeading } from './headings.ts'
import { figureFor, markerAt, readMarker } from './markers.ts'
import type { SourceLine } from './source-lines.ts'
import { startsWithVerb } from './verbs.ts'

/** A list of an outcome that a label announces: "OBJECTIVES:", "What good looks like", "MEASURED BY". */
export type LabelledList = 'objectives' | 'intendedOutcomes' | 'measures'

/** "AREA FOR IMPROVEMENT 2: Improve …", "Priority 1 – …" : an outcome as a heading. */
export interface OutcomeHeading {
  /** The document's word: "Area for improvement". */
  word: string
  ref: string | null
  text: string
}

/** A label that announces a list or a sentence of an outcome, and what follows it on the line; null for other lines. R-12. */
export function readLabel(line: SourceLine): { list: LabelledList; rest: string } | null {
  const parts = /^([^:]{3,70}?)\s*(?::|[–—]\s)\s*([\s\S]*)$/.exec(line.text)
  const label = plainHeading(parts?.[1] ?? line.text)
  const rest = parts?.[2]?.trim() ?? ''
  const list = labelledLists.find(({ words }) => words.test(label))?.list
  if (list === undefined) return null
  if (parts === null && !isHeadingLike(line)) return null
  return { list, rest }
}

/** An outcome announced in a heading, a band or a bold line, with the number it carries; null where it is none. R-11. */
export function readOutcomeHeading(text: string): OutcomeHeading | null {
  const found = outcomeHeading.exec(text.replace(/\s+/g, ' ').trim())
  if (found === null) return null
  const [, word = '', ref, mark, rest = ''] = found
  if (ref === undefined && mark === undefined) return null
  if (ref === undefined && /s$/i.test(word)) return null
  if (ref !== undefined && mark === undefined && rest !== '' && /^[a-z]$/.test(ref)) return null
  return { word: word.trim(), ref: ref === undefined ? null : figureFor(ref), text: rest.trim() }
}

/** A numbered heading that says what is to be done or to get better: "2. Improve the timeliness of assessments". */
export function readNumberedAim(text: string): OutcomeHeading | null {
  const marked = markerAt(text)
  if (marked === null || !startsWithVerb(marked.rest) || marked.rest.split(/\s+/).length < 3) return null
  return { word: '', ref: marked.marker.ref, text: marked.rest.trim() }
}

/** "Theme 2: Leadership", "Workstream B": a section with a name of its own. */
export function isSectionHeading(text: string): boolean {
  return /^(?:theme|work ?stream|section|pillar|domain|kloe|key line of enquiry|strand|part|chapter|programme|core service|key question|phase)\b\s*[\dA-Z]{0,3}\b/i.test(
    text,
  )
}

/** A line that stands as a heading: made one, bold and short, or in capitals. */
export function isHeadingLike(line: SourceLine): boolean {
  if (line.headingLevel !== null) return true
  const words = line.text.split(/\s+/).length
  if (line.label !== null && !line.isOrdered) return false
  if (line.isBold && words <= 28 && !/[.;,]$/.test(line.text)) return true
  return isCapitals(line.text) && words <= 16
}

export function isCapitals(text: string): boolean {
  const letters = text.replace(/[^\p{L}]/gu, '')
  return letters.length >= 4 && letters === letters.toUpperCase()
}

/** Headings that name the table or the document, not a theme of the plan. */
export function isGenericHeading(text: string): boolean {
  const plain = plainHeading(text.replace(/^\s*(?:\d+(?:\.\d+)*|[ivx]+|[a-h])[.)]?\s+/i, ''))
  return (
    plain === '' ||
    /^(?:the |our |detailed |draft |full |appendix [a-z\d]+ |annex [a-z\d]+ )*(?:(?:post )?(?:\w+ )?(?:improvement|action|delivery|implementation|development|recovery|service|business|strategic|transformation|quality)? ?(?:action |improvement |delivery |implementation )?(?:plan|plans|tracker|log|table|register)|actions|action points|key actions|agreed actions|introduction|foreword|glossary|abbreviations|definitions|version control|document control|key|rag key|background|purpose|summary|executive summary|context|overview|contents|appendix|annex|appendices|next steps|recommendations|actions required|what we will do|sheet ?\d+|data|plan|tracker|action plan and progress|progress)(?: [a-z\d])?$/.test(
      plain,
    )
  )
}

/** Whether a heading says more than what kind of document it heads: "Kinship action plan", not "Draft action plan". */
export function hasOwnName(text: string): boolean {
  return plainHeading(text)
    .split(' ')
    .some((word) => word.length > 1 && !ofDocuments.test(word))
}

const ofDocuments =
  /^(?:the|our|detailed|draft|full|appendix|annex|post|improvement|action|actions|delivery|implementation|development|recovery|service|business|strategic|transformation|quality|plans?|tracker|log|table|register|and|progress|\d+)$/

/** The marker of a list the word processor made, where it numbers a heading or an item. */
export function madeMarker(line: SourceLine) {
  return line.label !== null && line.isOrdered ? readMarker(line.label) : null
}

const labelledLists: { list: LabelledList; words: RegExp }[] = [
  {
    list: 'measures',
    words:
      /^(?:(?:key |our )?(?:success |outcome |performance |progress )?measures?(?: of success)?|(?:how )?(?:it |this )?(?:will be )?measured by|success criteria|success (?:indicators?|factors?)|how (?:will|do) we know.*|how we will know.*|how (?:will )?(?:we )?(?:will )?(?:measure )?success(?: will)?(?: be measured)?|how (?:will )?(?:this|success) (?:will )?be measured|(?:key )?performance indicators?|kpis?|measures? and targets?|what we will measure|evidence|evidence of success)$/,
  },
  {
    list: 'intendedOutcomes',
    words:
      /^(?:(?:intended |desired |expected |key |our |planned |target )?outcomes?(?: (?:for children.*|we want|sought|required|expected|to be achieved))?|what (?:does |will |would )?(?:good|success) (?:looks?|will look)(?: like)?|what will be different.*|what difference.*|intended impact|expected impact|(?:desired |intended )?impact(?: on .*| for .*)?|vision of success)$/,
  },
  {
    list: 'objectives',
    words:
      /^(?:(?:key |our |strategic |main |specific |smart |overall |overarching )?(?:objectives?|aims?|goals?)|what (?:we want|do we want|are we trying|we are trying) to achieve|what we (?:will|need to) (?:achieve|improve)|aims? and objectives?)$/,
  },
]

const outcomeHeading =
  /^((?:(?:key|ofsted|cqc|hmicfrs|inspection|strategic|corporate|school|improvement|service|national|local|overall|overarching|core|statutory|immediate) )*(?:areas? for (?:improvement|action|development)|areas? of (?:improvement|concern|focus|(?:significant )?weakness|significant concern|development)|afi|priorit(?:y|ies)(?: areas?| actions?)?|outcomes?|objectives?|aims?|recommendations?|rec|goals?|improvement areas?|findings?|causes? of concern|key issues?|issues?|ambitions?|commitments?|requirements?|must do|should do|action areas?|targets?|driver|standard|statement|requirement notice|promise|recommendation for improvement))\s*(?:no\.?\s*)?#?\s*(\d{1,3}(?:\.\d{1,2})*[a-z]?|[ivxIVX]{1,5}|[A-Za-zIl])?(?![\p{L}\p{N}])\s*([:.–—-]|\s-\s)?\s*([\s\S]*)$/iu

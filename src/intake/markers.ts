/** A number or letter that stands at the start of an item: "i.", "(a)", "1.1a", "R3". */
export interface Marker {
  /** As it is said: "i", "a", "1.1a". */
  ref: string
  /** With its brackets and stops, as written. */
  written: string
  style: 'roman' | 'letter' | 'number' | 'composed'
}

const roman = 'x{0,3}(?:ix|iv|v?i{1,3}|v)|x{1,3}'
const composed = `[A-Z]{0,4}[-. ]?\\d{1,3}(?:[.\\-]\\d{1,3}){0,4}(?:[.]?[a-h]|[.\\-](?:${roman}))?`

/** The typed marker at the start of a text and what follows it; null where there is none. */
export function markerAt(text: string): { marker: Marker; rest: string } | null {
  const typed = typedMarker.exec(text)
  if (typed === null) return null
  const ref = typed.slice(1).find((part) => part !== undefined) ?? ''
  // "2024 plan", "95% of cases" and "10 visits a week" begin with figures that count something.
  if (/^\d+$/.test(ref) && (Number(ref) > 400 || !/[.)\]:\n-]/.test(typed[0].trimEnd().slice(-1)))) return null
  return { marker: { ref, written: typed[0].trim(), style: styleOf(ref) }, rest: text.slice(typed[0].length) }
}

/** A list mark or a ref cell that is only a marker: "1.", "6.4", "(iv)", "REC 3"; null for anything longer. */
export function readMarker(text: string): Marker | null {
  const said = text.trim().replace(/\s+/g, ' ')
  if (said.length > 40) return null
  const inner = said.replace(/^[([]|[)\].:,]+$/g, '').trim()
  if (
    /^(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|spring|summer|autumn|winter|term|week|month|year|q[1-4]\b|fy)/i.test(
      inner,
    )
  )
    return null
  if (inner === '' || inner.length > 22 || /^[•▪●◦‣■□–—-]$/.test(inner)) return null
  if (!wholeMarker.test(inner) && !codeMarker.test(inner)) return null
  return { ref: inner, written: said, style: styleOf(inner) }
}

export function isMarkerOnly(text: string): boolean {
  const marker = readMarker(text)
  return marker !== null && !(marker.style === 'number' && Number(marker.ref) > 1900 && Number(marker.ref) < 2100)
}

/** "1" and "iv" make "1.iv"; a marker that already says its outcome ("1.4" under 1) stays as it is. */
export function composeRef(outcomeRef: string | null, marker: Marker): string {
  if (outcomeRef === null || marker.style === 'composed') return marker.ref
  return `${outcomeRef}.${marker.ref}`
}

/** The letter I or a lower-case l where the neighbours are figures: "I" means 1. */
export function figureFor(ref: string): string {
  return /^[Il]$/.test(ref) ? '1' : /^[Il]\d$/.test(ref) ? `1${ref.slice(1)}` : ref
}

const typedMarker = new RegExp(
  `^(?:\\(((?:${roman})|[a-z]|\\d{1,3})\\)|((?:${roman})|[a-z])[.)]|((?:${roman}))(?=\\s+[A-Z])|(${composed})(?:[.):]|\\s*[-–:]|(?=\\s)))\\s*(?=\\S)`,
)
const wholeRoman = new RegExp(`^(?:${roman})$`, 'i')
const wholeMarker = new RegExp(`^(?:${roman}|[a-zA-Z]|${composed})$`, 'i')
/** A code with letters and figures: "SIP-3", "AFI 2", "HMIC-2023-04", "Rec 3". */
const codeMarker = /^(?=.*\d)[A-Za-z]{1,8}(?:[ \-/.]{0,2}[A-Za-z0-9]{1,6}){1,4}$/

function styleOf(ref: string): Marker['style'] {
  if (wholeRoman.test(ref)) return 'roman'
  if (/^[a-z]$/i.test(ref)) return 'letter'
  return /^\d{1,3}$/.test(ref) ? 'number' : 'composed'
}

import { strFromU8, strToU8, unzipSync, type Zippable, zipSync } from 'fflate'

/**
 * The same paper must have the same bytes. Libraries write the clock into a package (times of its entries, dates in its
 * properties, both also in workbooks embedded in it); here every one of them becomes the paper's own date. `patch` may
 * change the text of an XML part on the way.
 */
export function steadyPackage(
  bytes: Uint8Array,
  date: string,
  patch: (name: string, xml: string) => string = (_name, xml) => xml,
): Uint8Array {
  const entries = unzipSync(bytes)
  const numbered = ownNumbers(Object.keys(entries))
  const steady: Zippable = {}
  for (const given of Object.keys(entries)) {
    const entry = entries[given] ?? new Uint8Array()
    if (given.endsWith('/')) continue
    const name = numbered(given)
    if (/\.(xlsx|docx)$/.test(name)) steady[name] = steadyPackage(entry, date)
    else if (name === 'docProps/core.xml') steady[name] = strToU8(patch(name, withDate(strFromU8(entry), date)))
    else if (/\.(xml|rels)$/.test(name)) steady[name] = strToU8(patch(name, numbered(strFromU8(entry))))
    else steady[name] = entry
  }
  // A zip keeps local time, so noon local is the same bytes in every time zone.
  const [year = 2000, month = 1, day = 1] = date.split('-').map(Number)
  return zipSync(steady, { level: 6, mtime: new Date(year, month - 1, day, 12) })
}

/** pptxgenjs numbers charts and their workbooks through the life of the process; a package's own begin at 1. */
function ownNumbers(names: string[]): (text: string) => string {
  const parts = /(charts\/(?:_rels\/)?chart|Microsoft_Excel_Worksheet)(\d+)(?=\.)/g
  const found = [...new Set(names.flatMap((name) => [...name.matchAll(parts)].map((part) => Number(part[2]))))]
  const numbers = new Map(found.sort((a, b) => a - b).map((old, index) => [old, index + 1]))
  if (numbers.size === 0) return (text) => text
  return (text) =>
    text.replace(parts, (_all, before: string, old: string) => `${before}${numbers.get(Number(old)) ?? old}`)
}

function withDate(core: string, date: string): string {
  return core.replace(/(<dcterms:(?:created|modified)[^>]*>)[^<]*/g, `$1${date}T12:00:00Z`)
}

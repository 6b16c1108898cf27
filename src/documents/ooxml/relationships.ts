import type { OpenedPackage } from '../safety/zip.ts'
import { parseXml } from './xml.ts'

/** One arrow from a part to another part or to the outside. */
export interface Relationship {
  id: string
  /** The last word of its type, the same for transitional and strict files: "styles", "hyperlink", "slide". */
  type: string
  /** A part's name without leading slash, or, where `isExternal`, an address as written. */
  target: string
  isExternal: boolean
}

/** The relationships of a part ("" for the package itself), by id. Empty where the part has none. */
export function relationshipsOf(opened: OpenedPackage, part: string): ReadonlyMap<string, Relationship> {
  const found = new Map<string, Relationship>()
  const slash = part.lastIndexOf('/')
  const folder = part.slice(0, slash + 1)
  const name = `${folder}_rels/${part.slice(slash + 1)}.rels`
  const bytes = opened.readIfThere(name)
  if (bytes === null) return found
  for (const element of parseXml(bytes, name).children) {
    if (element.name !== 'Relationship') continue
    const id = element.attributes.Id
    const target = element.attributes.Target
    if (id === undefined || target === undefined) continue
    const isExternal = element.attributes.TargetMode === 'External'
    found.set(id, {
      id,
      type: (element.attributes.Type ?? '').split('/').pop() ?? '',
      target: isExternal ? target : partName(folder, target),
      isExternal,
    })
  }
  return found
}

/** The first internal part of that type, or null. */
export function relatedPart(relationships: ReadonlyMap<string, Relationship>, type: string): string | null {
  for (const relationship of relationships.values()) {
    if (relationship.type === type && !relationship.isExternal) return relationship.target
  }
  return null
}

/** A target beside its source ("media/a.png", "../charts/c.xml", "/word/b.xml") as the part's full name. */
function partName(folder: string, target: string): string {
  const path = target.startsWith('/') ? target : folder + target
  const steps: string[] = []
  for (const step of path.split('/')) {
    if (step === '..') steps.pop()
    else if (step !== '' && step !== '.') steps.push(step)
  }
  const joined = steps.join('/')
  try {
    return decodeURIComponent(joined)
  } catch {
    return joined
  }
}

import type { Paragraph, Place } from '../neutral-document.ts'
import type { XmlElement } from './xml.ts'
import { allInside, child, childrenNamed, firstInside, parseXml } from './xml.ts'

/** The words of a SmartArt diagram in the order of its outline. `bytes` is its data part (`dgm:dataModel`). */
export function readDiagram(bytes: Uint8Array, part: string, at: Place): Paragraph[] {
  const root = parseXml(bytes, part)
  const points = new Map<string, XmlElement>()
  for (const point of childrenNamed(firstInside(root, 'dgm:ptLst') ?? root, 'dgm:pt')) {
    points.set(point.attributes.modelId ?? '', point)
  }
  const below = outline(root)
  const found: Paragraph[] = []
  const seen = new Set<string>()

  const visit = (id: string, level: number): void => {
    if (seen.has(id) || level > 50) return
    seen.add(id)
    found.push(...paragraphsOf(points.get(id), level, at))
    for (const next of below.get(id) ?? []) visit(next, level + 1)
  }
  for (const [id, point] of points) if (point.attributes.type === 'doc') visit(id, 0)
  // Points that no connection reaches still hold words.
  for (const id of points.keys()) visit(id, 1)
  return found
}

function outline(root: XmlElement): Map<string, string[]> {
  const below = new Map<string, { id: string; order: number }[]>()
  for (const connection of allInside(root, 'dgm:cxn')) {
    const at = connection.attributes
    if ((at.type ?? 'parOf') !== 'parOf' || at.srcId === undefined || at.destId === undefined) continue
    const children = below.get(at.srcId) ?? []
    children.push({ id: at.destId, order: Number(at.srcOrd) || 0 })
    below.set(at.srcId, children)
  }
  return new Map(
    [...below].map(([id, children]) => [
      id,
      children.sort((one, other) => one.order - other.order).map((one) => one.id),
    ]),
  )
}

function paragraphsOf(point: XmlElement | undefined, level: number, at: Place): Paragraph[] {
  const found: Paragraph[] = []
  for (const paragraph of allInside(child(point, 'dgm:t'), 'a:p')) {
    const text = allInside(paragraph, 'a:t')
      .map((run) => run.text)
      .join('')
    if (text.trim() === '') continue
    const list = level > 1 ? { label: '•', level: level - 2, isOrdered: false } : null
    found.push({ kind: 'paragraph', headingLevel: null, runs: [{ text }], list, at })
  }
  return found
}

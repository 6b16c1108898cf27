/** Html text → a tree within bounds. Anything parses; what no document needs is refused before it costs much. */
import { type DefaultTreeAdapterTypes, defaultTreeAdapter, parse } from 'parse5'
import { Refused } from '../../safety/refused.ts'

export type HtmlNode = DefaultTreeAdapterTypes.ChildNode
export type HtmlElement = DefaultTreeAdapterTypes.Element

const mostElements = 1_500_000
const deepest = 400

export function parseHtml(text: string): DefaultTreeAdapterTypes.Document {
  let elements = 0
  let depth = 0
  return parse(text, {
    treeAdapter: {
      ...defaultTreeAdapter,
      createElement(...given: Parameters<typeof defaultTreeAdapter.createElement>) {
        if (++elements > mostElements)
          throw new Refused(
            'too-large',
            'This page has more than a million and a half elements, which is more than any plan. Copy the plan into a document of its own and bring that.',
          )
        return defaultTreeAdapter.createElement(...given)
      },
      onItemPush() {
        if (++depth > deepest)
          throw new Refused(
            'too-large',
            'This page is nested deeper than any plan, so it was not read. Copy the plan into a new document and bring that.',
          )
      },
      onItemPop() {
        depth--
      },
    },
  })
}

export const isElement = (node: HtmlNode): node is HtmlElement => 'tagName' in node

export function attribute(element: HtmlElement, name: string): string | null {
  for (const each of element.attrs) if (each.name === name) return each.value
  return null
}

/** A whole number from 1 to `most`; 1 when the attribute is absent or no number. */
export function spanOf(element: HtmlElement, name: string, most: number): number {
  const value = Number.parseInt(attribute(element, name) ?? '1', 10)
  return Number.isFinite(value) ? Math.min(Math.max(value, 1), most) : 1
}

/** All text inside, as written; for titles and style sheets. */
export function textOf(element: HtmlElement): string {
  return element.childNodes.map((node) => ('value' in node ? node.value : isElement(node) ? textOf(node) : '')).join('')
}

/** The elements of that name, in document order, not looking inside the ones found. */
export function elementsNamed(nodes: readonly HtmlNode[], name: string, found: HtmlElement[] = []): HtmlElement[] {
  for (const node of nodes)
    if (isElement(node)) {
      if (node.tagName === name) found.push(node)
      else elementsNamed(node.childNodes, name, found)
    }
  return found
}

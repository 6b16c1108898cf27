import { relatedPart, relationshipsOf } from '../../ooxml/relationships.ts'
import { readTheme, type Theme } from '../../ooxml/theme.ts'
import { allInside, child, childAt, firstInside, parseXml, type XmlElement } from '../../ooxml/xml.ts'
import type { OpenedPackage } from '../../safety/zip.ts'

/** What a slide inherits from its layout and master: colours, and the list styles of its placeholders. */
export interface Background {
  theme: Theme
  /** Slide colour names as the master maps them to the theme's: bg1 → lt1. */
  colours: Readonly<Record<string, string>> | undefined
  /** The list styles that a placeholder of this type and number inherits, nearest first. */
  listStyles(type: string | null, index: string | null): XmlElement[]
}

export interface Backgrounds {
  behind(layoutPart: string | null): Background
}

export function readBackgrounds(opened: OpenedPackage): Backgrounds {
  const known = new Map<string | null, Background>()
  return {
    behind(layoutPart) {
      let background = known.get(layoutPart)
      if (background === undefined) {
        background = readBackground(opened, layoutPart)
        known.set(layoutPart, background)
      }
      return background
    },
  }
}

function readBackground(opened: OpenedPackage, layoutPart: string | null): Background {
  const read = (part: string | null): XmlElement | null => {
    const bytes = part === null ? null : opened.readIfThere(part)
    return part === null || bytes === null ? null : parseXml(bytes, part)
  }
  const layout = read(layoutPart)
  const masterPart = layoutPart === null ? null : relatedPart(relationshipsOf(opened, layoutPart), 'slideMaster')
  const master = read(masterPart)
  const theme = masterPart === null ? null : read(relatedPart(relationshipsOf(opened, masterPart), 'theme'))
  return {
    theme: readTheme(theme),
    colours: child(master, 'p:clrMap')?.attributes,
    listStyles(type, index) {
      if (type === null && index === null) return present(childAt(master, 'p:txStyles', 'p:otherStyle'))
      const onLayout = placeholder(layout, type, index)
      const kind = onLayout?.type ?? type
      const onMaster = placeholder(master, kind, null)
      const titles = kind === 'title' || kind === 'ctrTitle'
      return present(
        onLayout?.style,
        onMaster?.style,
        childAt(master, 'p:txStyles', titles ? 'p:titleStyle' : 'p:bodyStyle'),
      )
    },
  }
}

function placeholder(
  root: XmlElement | null,
  type: string | null,
  index: string | null,
): { type: string | null; style: XmlElement | null } | null {
  const shapes = allInside(firstInside(root, 'p:spTree'), 'p:sp')
  const marks = shapes.map((shape) => ({ shape, mark: childAt(shape, 'p:nvSpPr', 'p:nvPr', 'p:ph') }))
  const found =
    marks.find(({ mark }) => mark !== null && index !== null && mark.attributes.idx === index) ??
    marks.find(({ mark }) => mark !== null && (mark.attributes.type ?? 'body') === (type ?? 'body'))
  if (found === undefined) return null
  return { type: found.mark?.attributes.type ?? null, style: childAt(found.shape, 'p:txBody', 'a:lstStyle') }
}

const present = (...elements: (XmlElement | null | undefined)[]): XmlElement[] =>
  elements.filter((element) => element !== null && element !== undefined)

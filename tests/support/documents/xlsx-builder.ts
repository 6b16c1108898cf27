import { buildZip } from './zip-builder.ts'

/** A workbook in the making. Rows are XML of `<row>` elements or lists of cells; everything else is XML as Excel writes it. */
export interface SheetContent {
  name?: string
  state?: 'hidden' | 'veryHidden'
  /** Lists of cells a row (see `c`), from row 1; or the inside of `<sheetData>`. */
  rows: readonly (readonly string[])[] | string
  /** What stands before `<sheetData>`: `<cols>`. */
  before?: string
  /** What stands after it: merges, conditional formats, links. */
  after?: string
  /** Relationships of the sheet: id, type's last word, target (relative to the package), external or not. */
  related?: readonly { id: string; type: string; target: string; isExternal?: boolean }[]
}

export interface WorkbookContent {
  sheets: readonly SheetContent[]
  /** Inside of `<styleSheet>`. */
  styles?: string
  sharedStrings?: readonly string[]
  definedNames?: string
  isDate1904?: boolean
  /** Further parts by full name. */
  parts?: Readonly<Record<string, string>>
  relatedToWorkbook?: string
}

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const related = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

export const buildXlsx = (workbook: WorkbookContent): Uint8Array => buildZip(xlsxParts(workbook))

export function xlsxParts(workbook: WorkbookContent): Record<string, string> {
  const parts: Record<string, string> = {
    '[Content_Types].xml': '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    '_rels/.rels': relationships([{ id: 'rId1', type: 'officeDocument', target: 'xl/workbook.xml' }]),
    'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${related}"><workbookPr${workbook.isDate1904 ? ' date1904="1"' : ''}/><sheets>${workbook.sheets
      .map(
        ({ name, state }, index) =>
          `<sheet name="${name ?? `Sheet${index + 1}`}" sheetId="${index + 1}" r:id="s${index + 1}"${state === undefined ? '' : ` state="${state}"`}/>`,
      )
      .join(
        '',
      )}</sheets>${workbook.definedNames === undefined ? '' : `<definedNames>${workbook.definedNames}</definedNames>`}</workbook>`,
    'xl/_rels/workbook.xml.rels': relationships(
      [
        ...workbook.sheets.map((_, index) => ({
          id: `s${index + 1}`,
          type: 'worksheet',
          target: `xl/worksheets/sheet${index + 1}.xml`,
        })),
        { id: 'styles', type: 'styles', target: 'xl/styles.xml' },
        { id: 'strings', type: 'sharedStrings', target: 'xl/sharedStrings.xml' },
      ],
      workbook.relatedToWorkbook,
    ),
    'xl/styles.xml': `<styleSheet xmlns="${main}">${workbook.styles ?? ''}</styleSheet>`,
    'xl/sharedStrings.xml': `<sst xmlns="${main}">${(workbook.sharedStrings ?? []).map((text) => `<si>${text}</si>`).join('')}</sst>`,
    ...workbook.parts,
  }
  workbook.sheets.forEach((sheet, index) => {
    parts[`xl/worksheets/sheet${index + 1}.xml`] =
      `<worksheet xmlns="${main}" xmlns:r="${related}" xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main" xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main">${sheet.before ?? ''}<sheetData>${rowsXml(sheet.rows)}</sheetData>${sheet.after ?? ''}</worksheet>`
    if (sheet.related !== undefined)
      parts[`xl/worksheets/_rels/sheet${index + 1}.xml.rels`] = relationships(sheet.related)
  })
  return parts
}

function rowsXml(rows: SheetContent['rows']): string {
  if (typeof rows === 'string') return rows
  return rows.map((cells, row) => `<row r="${row + 1}">${cells.join('')}</row>`).join('')
}

function relationships(
  list: readonly { id: string; type: string; target: string; isExternal?: boolean }[],
  more = '',
): string {
  return `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${list
    .map(({ id, type, target, isExternal }) =>
      isExternal
        ? `<Relationship Id="${id}" Type="${related}/${type}" Target="${target}" TargetMode="External"/>`
        : `<Relationship Id="${id}" Type="${related}/${type}" Target="/${target}"/>`,
    )
    .join('')}${more}</Relationships>`
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')

/** A cell at an address: text in place, a number, TRUE or FALSE; null for a blank one that only has a format. */
export function c(address: string, content: string | number | boolean | null, style = 0): string {
  const format = style === 0 ? '' : ` s="${style}"`
  if (content === null) return `<c r="${address}"${format}/>`
  if (typeof content === 'number') return `<c r="${address}"${format}><v>${content}</v></c>`
  if (typeof content === 'boolean') return `<c r="${address}"${format} t="b"><v>${content ? 1 : 0}</v></c>`
  return `<c r="${address}"${format} t="inlineStr"><is><t xml:space="preserve">${escaped(content)}</t></is></c>`
}

/** Cell formats in order from 1 (0 is the plain one): a number format code, a fill as XML, a font as XML. */
export function stylesOf(
  formats: readonly { code?: string; id?: number; fill?: string; font?: string }[],
  more = '',
): string {
  const codes = formats
    .map(({ code }, index) =>
      code === undefined ? '' : `<numFmt numFmtId="${200 + index}" formatCode="${escaped(code)}"/>`,
    )
    .join('')
  const fonts = formats.map(({ font }) => `<font>${font ?? ''}</font>`).join('')
  const fills = formats.map(({ fill }) => `<fill>${fill ?? '<patternFill patternType="none"/>'}</fill>`).join('')
  const xfs = formats
    .map(
      ({ code, id }, index) =>
        `<xf numFmtId="${code === undefined ? (id ?? 0) : 200 + index}" fontId="${index + 1}" fillId="${index + 1}"/>`,
    )
    .join('')
  return `<numFmts>${codes}</numFmts><fonts><font/>${fonts}</fonts><fills><fill><patternFill patternType="none"/></fill>${fills}</fills><cellXfs><xf/>${xfs}</cellXfs>${more}`
}

export const solid = (colour: string): string => `<patternFill patternType="solid"><fgColor ${colour}/></patternFill>`

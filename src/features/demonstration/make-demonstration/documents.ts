/** The three documents the demonstration council brings, made as its officers would have made them. */
import {
  AlignmentType,
  Document,
  HeadingLevel,
  LevelFormat,
  Packer,
  PageOrientation,
  Paragraph,
  ShadingType,
  Table,
  TableCell,
  TableRow,
  TextRun,
  VerticalAlign,
  VerticalMergeType,
  WidthType,
} from 'docx'
import { writeXlsx } from 'hucre'
import { Temporal } from 'temporal-polyfill'
import {
  type DemonstrationAction,
  type DemonstrationOutcome,
  improvementPlan,
  type Standing,
  sendPlan,
  type When,
  youthJusticePlan,
} from './wexcombe.ts'

export interface BroughtDocument {
  name: string
  bytes: Uint8Array
  outcomes: DemonstrationOutcome[]
  /** The day on which it was written and brought in, YYYY-MM-DD. */
  broughtOn: string
}

/** Word (sections, merged outcomes, colours without words), Excel (a rating a term, a cost column), Word (label blocks, milestones). */
export async function demonstrationDocuments(today: string): Promise<BroughtDocument[]> {
  const day = Temporal.PlainDate.from(today)
  return [
    {
      name: 'Wexcombe improvement plan.docx',
      bytes: await improvementPlanInWord(day),
      outcomes: improvementPlan,
      broughtOn: monthsBefore(day, 12).toString(),
    },
    {
      name: 'SEND partnership action plan.xlsx',
      bytes: await sendPlanInExcel(day),
      outcomes: sendPlan,
      broughtOn: monthsBefore(day, 9).toString(),
    },
    {
      name: 'Youth justice plan.docx',
      bytes: await youthJusticePlanInWord(day),
      outcomes: youthJusticePlan,
      broughtOn: monthsBefore(day, 10).toString(),
    },
  ]
}

const monthsBefore = (day: Temporal.PlainDate, months: number) => day.subtract({ months })

const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]

/** The timescale as typed: "Mar-26", "END APR 2026" … */
export function type(when: When, today: Temporal.PlainDate): string {
  if ('words' in when) return when.words
  const month = today.add({ months: when.in })
  const name = months[month.month - 1] ?? ''
  const lastDay = month.with({ day: month.daysInMonth })
  switch (when.as) {
    case 'Mmm-yy':
      return `${name.slice(0, 3)}-${String(month.year).slice(2)}`
    case 'Month yyyy':
      return `${name} ${month.year}`
    case 'dd/mm/yyyy':
      return `${String(lastDay.day).padStart(2, '0')}/${String(lastDay.month).padStart(2, '0')}/${lastDay.year}`
    case 'END MMM YYYY':
      return `END ${name.slice(0, 3).toUpperCase()} ${month.year}`
    case 'by end of Month yyyy':
      return `by end of ${name} ${month.year}`
  }
}

const fills: Record<Standing, string> = {
  'off-track': 'FF0000',
  'at-risk': 'FFC000',
  'on-track': '92D050',
  complete: '5B9BD5',
  embedded: '7030A0',
  'not-started': 'FFFFFF',
}

async function improvementPlanInWord(today: Temporal.PlainDate): Promise<Uint8Array> {
  const began = monthsBefore(today, 12)
  const heads = ['No.', 'Outcome', 'What we will do', 'RAG', 'Lead', 'By when', 'Progress']
  const widths = [600, 2900, 3600, 700, 2000, 1400, 2800]
  const rows = [
    new TableRow({
      tableHeader: true,
      children: heads.map((head, i) => cell([head], { width: widths[i], bold: true, fill: 'D9D9D9' })),
    }),
  ]
  let section = ''
  for (const outcome of improvementPlan) {
    if (outcome.section !== section) {
      section = outcome.section
      rows.push(
        new TableRow({
          cantSplit: true,
          children: [cell([section], { span: heads.length, bold: true, fill: 'BDD6EE' })],
        }),
      )
    }
    outcome.actions.forEach((action, i) => {
      const merge = i === 0 ? VerticalMergeType.RESTART : VerticalMergeType.CONTINUE
      rows.push(
        new TableRow({
          cantSplit: true,
          children: [
            cell(i === 0 ? [outcome.ref] : [], { width: widths[0], merge }),
            cell(i === 0 ? [outcome.text] : [], { width: widths[1], merge }),
            cell([`${action.ref} ${action.text}`], { width: widths[2] }),
            cell([], {
              width: widths[3],
              ...(action.was === undefined || action.was === 'not-started' ? {} : { fill: fills[action.was] }),
            }),
            cell(action.owner.split(/\s*;\s*/), { width: widths[4] }),
            cell([type(action.first ?? action.when, today)], { width: widths[5] }),
            cell(action.progress === undefined ? [] : [action.progress], { width: widths[6] }),
          ],
        }),
      )
    })
  }
  return await inWord('Wexcombe Council children’s services improvement plan', [
    new Paragraph({
      heading: HeadingLevel.TITLE,
      text: `Children’s services improvement plan ${began.year} to ${began.year + 2}`,
    }),
    plain('Wexcombe Council'),
    plain(`Agreed by the Improvement Board. Updated ${months[began.month - 1]} ${began.year}`),
    plain('Red = off track; Amber = at risk; Green = on track; Blue = complete; Purple = embedded'),
    new Table({ width: { size: 14000, type: WidthType.DXA }, rows }),
  ])
}

async function youthJusticePlanInWord(today: Temporal.PlainDate): Promise<Uint8Array> {
  const began = monthsBefore(today, 10)
  const blocks = youthJusticePlan.flatMap((outcome) => [
    new Paragraph({ heading: HeadingLevel.HEADING_2, text: `PRIORITY ${outcome.ref}: ${outcome.text}` }),
    ...labelled('OBJECTIVES', outcome.objectives),
    ...labelled('OUTCOMES', outcome.intendedOutcomes),
    ...labelled('MEASURED BY', outcome.measures),
    new Table({
      width: { size: 14000, type: WidthType.DXA },
      rows: [
        new TableRow({
          tableHeader: true,
          children: ['Ref', 'Action', 'Progress milestones', 'Target date', 'Delivery lead'].map((head) =>
            cell([head], { bold: true, fill: 'D9D9D9' }),
          ),
        }),
        ...outcome.actions.map((action) => youthJusticeRow(action, today)),
      ],
    }),
  ])
  return await inWord('Wexcombe youth justice plan', [
    new Paragraph({
      heading: HeadingLevel.TITLE,
      text: `Wexcombe Youth Justice Partnership Plan ${began.year}-${String(began.year + 1).slice(2)}`,
    }),
    plain('The partnership brings together the council, the police, health and probation. It meets every quarter.'),
    ...blocks,
  ])
}

function youthJusticeRow(action: DemonstrationAction, today: Temporal.PlainDate): TableRow {
  const steps = action.milestones ?? []
  return new TableRow({
    cantSplit: true,
    children: [
      cell([action.ref]),
      cell([action.text]),
      new TableCell({
        width: { size: 4000, type: WidthType.DXA },
        children:
          steps.length === 0
            ? [plain('')]
            : steps.map((step) => new Paragraph({ text: step.text, numbering: { reference: 'steps', level: 0 } })),
      }),
      cell(steps.length === 0 ? [type(action.when, today)] : steps.map((step) => type(step.when, today))),
      cell([action.owner]),
    ],
  })
}

function labelled(label: string, lines: string[] = []): Paragraph[] {
  return [
    new Paragraph({ heading: HeadingLevel.HEADING_3, text: `${label}:` }),
    ...lines.map((line) => new Paragraph({ text: line, numbering: { reference: 'steps', level: 0 } })),
  ]
}

async function sendPlanInExcel(today: Temporal.PlainDate): Promise<Uint8Array> {
  const began = monthsBefore(today, 9)
  const heads = [
    'Ref',
    'Priority',
    'Action',
    'Lead',
    'Due',
    'RAG',
    'Progress',
    'How will we know?',
    'Difference for children',
    'Cost',
  ]
  const rated: Record<Standing, string> = {
    'off-track': 'Red',
    'at-risk': 'Amber',
    'on-track': 'Green',
    complete: 'Complete',
    embedded: 'Complete',
    'not-started': 'Not started',
  }
  const rows: string[][] = [
    [`SEND partnership action plan ${began.year}-${String(began.year + 1).slice(2)}`],
    [`Updated ${months[began.month - 1]} ${began.year}`],
    [],
    heads,
  ]
  const merges: { startRow: number; endRow: number; startCol: number; endCol: number }[] = []
  for (const outcome of sendPlan) {
    merges.push({ startRow: rows.length, endRow: rows.length, startCol: 0, endCol: heads.length - 1 })
    rows.push([outcome.section])
    merges.push({ startRow: rows.length, endRow: rows.length + outcome.actions.length - 1, startCol: 1, endCol: 1 })
    outcome.actions.forEach((action, i) => {
      rows.push([
        action.ref,
        i === 0 ? outcome.text : '',
        action.text,
        action.owner,
        type(action.when, today),
        action.was === undefined ? '' : rated[action.was],
        action.progress ?? '',
        action.evidence ?? '',
        action.impact ?? '',
        action.extra?.Cost ?? '',
      ])
    })
  }
  return await writeXlsx({
    sheets: [
      {
        name: 'Action plan',
        rows,
        merges,
        columns: [8, 26, 44, 26, 14, 12, 40, 34, 34, 14].map((width) => ({ width })),
      },
    ],
  })
}

async function inWord(title: string, children: (Paragraph | Table)[]): Promise<Uint8Array> {
  const document = new Document({
    title,
    creator: 'Wexcombe Council',
    styles: { default: { document: { run: { font: 'Arial', size: 18, language: { value: 'en-GB' } } } } },
    numbering: {
      config: [
        {
          reference: 'steps',
          levels: [
            {
              level: 0,
              format: LevelFormat.BULLET,
              text: '•',
              alignment: AlignmentType.LEFT,
              style: { paragraph: { indent: { left: 284, hanging: 284 } } },
            },
          ],
        },
      ],
    },
    sections: [
      {
        properties: { page: { size: { width: 11906, height: 16838, orientation: PageOrientation.LANDSCAPE } } },
        children,
      },
    ],
  })
  return new Uint8Array(await Packer.toBuffer(document))
}

const plain = (text: string): Paragraph => new Paragraph({ children: [new TextRun(text)] })

interface CellLook {
  width?: number | undefined
  span?: number
  bold?: boolean
  fill?: string
  merge?: (typeof VerticalMergeType)[keyof typeof VerticalMergeType]
}

function cell(lines: string[], look: CellLook = {}): TableCell {
  return new TableCell({
    verticalAlign: VerticalAlign.TOP,
    ...(look.width === undefined ? {} : { width: { size: look.width, type: WidthType.DXA } }),
    ...(look.span === undefined ? {} : { columnSpan: look.span }),
    ...(look.merge === undefined ? {} : { verticalMerge: look.merge }),
    ...(look.fill === undefined ? {} : { shading: { type: ShadingType.CLEAR, color: 'auto', fill: look.fill } }),
    children: (lines.length === 0 ? [''] : lines).map(
      (line) => new Paragraph({ children: [new TextRun({ text: line, bold: look.bold ?? false })] }),
    ),
  })
}

import { writeDocx } from '../../../documents/write/docx.ts'
import { writeHtml } from '../../../documents/write/html.ts'
import { writePdf } from '../../../documents/write/pdf.ts'
import { writePptx } from '../../../documents/write/pptx.ts'
import { writeXlsx } from '../../../documents/write/xlsx.ts'
import type { PlanDocument } from '../../../domain/plan/plan-document.ts'
import { snapshotOfPlan } from '../../../domain/plan/snapshot.ts'
import { planPaper } from '../../../papers/plan-paper.ts'

export const planFormats = ['docx', 'xlsx', 'pptx', 'pdf', 'html', 'json'] as const

/** The plan paper in a format, as it stands at an instant (ISO 8601, UTC). The same plan and day give the same bytes. */
export async function convertPlan(
  plan: PlanDocument,
  format: (typeof planFormats)[number],
  instant: string,
): Promise<Uint8Array> {
  if (format === 'json') return new TextEncoder().encode(`${JSON.stringify(plan, null, 2)}\n`)
  const date = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London' }).format(new Date(instant))
  const paper = planPaper(snapshotOfPlan(plan, { position: { instant, date } }))
  const write = { docx: writeDocx, xlsx: writeXlsx, pptx: writePptx, pdf: writePdf, html: writeHtml }[format]
  return await write(paper)
}

import { isPaperFormat, paperFormats } from '../../../documents/write/write-paper.ts'
import { isPaperKind } from '../../../papers/paper-kinds.ts'
import type { Database } from '../../../store/tables.ts'
import { download, notFound } from '../../../web/answer.ts'
import type { Web } from '../../../web/web.ts'
import { downloadReport as getReport } from './download-report.ts'

/** A paper in a format. The web page is shown in the browser, alone in a sandbox; every other format is saved. */
export function downloadReport(web: Web, { db }: { db: Database }): void {
  web.get('/reports/:snapshotId/:paper/:format', { deed: 'read papers' }, async (ask) => {
    const { snapshotId = '', paper = '', format = '' } = ask.params
    if (!isPaperKind(paper) || !isPaperFormat(format)) return notFound()
    const writer = { org: ask.org.id, by: ask.account.id, at: ask.now, newId: ask.newId }
    const doing = ask.as('Wrote a paper')
    const found = await getReport(db, { doing, writer }, { snapshotId, paper, format })
    if (found === undefined) return notFound()
    const { mediaType } = paperFormats[format]
    return download(found.fileName, mediaType, found.report.bytes, { inline: format === 'html' })
  })
}

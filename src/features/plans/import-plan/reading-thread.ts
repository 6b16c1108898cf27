/** The thread that `read-aside.ts` starts: reads one document as a plan, answers and ends. */
import { parentPort, workerData } from 'node:worker_threads'
import { readDocument } from '../../../documents/read-document.ts'
import { readPlan } from '../../../intake/read-plan.ts'
import type { Answered, Asked } from './read-aside.ts'

const { bytes, name, isPasted, headings } = workerData as Asked
const tell = (answer: Answered) => parentPort?.postMessage(answer)

const read = await readDocument(bytes, name, { isPasted, onFault: (detail) => tell({ kind: 'detail', detail }) })
if (!read.ok) tell({ kind: 'refused', message: read.refusal.message })
else {
  tell({ kind: 'opened' })
  const { plan, columns } = readPlan(read.document, { headings })
  tell({
    kind: 'read',
    neutralDocument: JSON.stringify(read.document),
    planDocument: JSON.stringify(plan),
    columns,
  })
}

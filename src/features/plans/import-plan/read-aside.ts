import { Worker } from 'node:worker_threads'
import type { PlanField } from '../../../domain/plan/plan-document.ts'

/** A document to be read, with what the organisation's earlier documents taught about headings. */
export interface Asked {
  bytes: Uint8Array
  name: string
  isPasted: boolean
  headings: Record<string, PlanField>
}

/** A reading as JSON text: it goes to the database as it is, and long ones would keep this thread busy for a second as objects. */
export interface ReadAside {
  kind: 'read'
  neutralDocument: string
  planDocument: string
  columns: object[]
}

export type Answered = { kind: 'opened' } | { kind: 'detail'; detail: string } | ReadAside | Refused

interface Refused {
  kind: 'refused'
  message: string
}

/**
 * Reads a document as a plan in a thread of its own, which starts the reader process and ends with its answer, so that nobody else
 * waits: a workbook of 100,000 rows takes seconds. `onOpened` is told when the document is open, before the plan is read.
 * @throws Error of the reading itself, or where it took more memory than `mostMegabytes`.
 */
export async function readAside(
  asked: Asked,
  { onOpened, onFault }: { onOpened: () => Promise<void>; onFault: (detail: string) => void },
): Promise<ReadAside | Refused> {
  const thread = new Worker(new URL('./reading-thread.ts', import.meta.url), {
    workerData: asked,
    resourceLimits: { maxOldGenerationSizeMb: mostMegabytes },
  })
  let noted: Promise<void> = Promise.resolve()
  try {
    const answer = await new Promise<ReadAside | Refused>((resolve, reject) => {
      thread.on('message', (told: Answered) => {
        if (told.kind === 'detail') onFault(told.detail)
        else if (told.kind === 'opened') {
          noted = onOpened()
          noted.catch(reject)
        } else resolve(told)
      })
      thread.on('error', reject)
      thread.on('exit', (code) => reject(new Error(`The reading thread ended with ${code} and no answer.`)))
    })
    await noted
    return answer
  } finally {
    await thread.terminate()
  }
}

/** A plan of 100,000 actions takes some 1,200. */
const mostMegabytes = 2_000

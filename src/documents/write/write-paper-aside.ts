import { Worker } from 'node:worker_threads'
import type { Paper } from '../paper.ts'
import type { PaperFormatName } from './write-paper.ts'

/**
 * Writes a paper in a thread of its own, so that nobody else waits while it is set: a long plan takes a second or two. One
 * thread takes papers one after the other, and is given up a minute after the last, with what the writers hold in memory.
 * @throws Error of the writer, or where its thread ended.
 */
export async function writePaperAside(paper: Paper, format: PaperFormatName): Promise<Uint8Array> {
  const thread = writingThread()
  const number = ++asked
  return await new Promise((resolve, reject) => {
    thread.waiting.set(number, { resolve, reject })
    thread.hold()
    thread.worker.postMessage({ number, paper, format } satisfies Asked)
  })
}

export interface Asked {
  number: number
  paper: Paper
  format: PaperFormatName
}

export type Answered = { number: number; bytes: Uint8Array } | { number: number; fault: unknown }

interface WritingThread {
  worker: Worker
  waiting: Map<number, { resolve(bytes: Uint8Array): void; reject(fault: unknown): void }>
  /** Keeps the process alive while a paper is being written, and only then. */
  hold(): void
}

const restsFor = 60_000
let asked = 0
let current: WritingThread | undefined

function writingThread(): WritingThread {
  if (current !== undefined) return current
  const worker = new Worker(new URL('./writing-thread.ts', import.meta.url))
  const waiting: WritingThread['waiting'] = new Map()
  let rest: NodeJS.Timeout | undefined
  const giveUp = (fault: unknown) => {
    if (current === thread) current = undefined
    clearTimeout(rest)
    for (const { reject } of waiting.values()) reject(fault)
    waiting.clear()
  }
  const thread: WritingThread = {
    worker,
    waiting,
    hold() {
      clearTimeout(rest)
      worker.ref()
    },
  }
  worker.on('message', (answer: Answered) => {
    const asker = waiting.get(answer.number)
    waiting.delete(answer.number)
    if ('bytes' in answer) asker?.resolve(answer.bytes)
    else asker?.reject(answer.fault)
    if (waiting.size > 0) return
    worker.unref()
    rest = setTimeout(() => {
      giveUp(new Error('The writing thread was given up.'))
      void worker.terminate()
    }, restsFor).unref()
  })
  worker.on('error', giveUp)
  worker.on('exit', (code) => giveUp(new Error(`The writing thread ended with ${code}.`)))
  current = thread
  return thread
}

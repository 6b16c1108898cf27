import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, readFileSync, realpathSync } from 'node:fs'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import type { DocumentFormat, NeutralDocument, Refusal } from '../neutral-document.ts'

/** What one reading may cost. */
export interface ReadingBudget {
  /** Wall time. */
  seconds: number
  /** Resident memory of the reader, bytes. */
  memory: number
  /** Size of the file, bytes. */
  input: number
}

export const readingBudget: ReadingBudget = { seconds: 10, memory: 900_000_000, input: 200_000_000 }

/** What is known of a file before it is looked at. Its name only tells text formats apart. */
export interface FileSaid {
  name: string
  isPasted: boolean
  /** Draw this page of a PDF (from 1) instead of reading the file. */
  drawPage?: number
}

/** What a reader process answers: one JSON value on its own pipe. */
export type ReaderAnswer =
  | { kind: 'read'; document: NeutralDocument }
  | { kind: 'refused'; refusal: Refusal }
  /** A page as an SVG picture; width and height in points. */
  | { kind: 'drawn'; width: number; height: number; svg: string }
  /** A format that another program must turn into Word first. */
  | { kind: 'convert'; format: DocumentFormat }
  /** The reader itself failed; `detail` is for the operator. */
  | { kind: 'fault'; detail: string }

/**
 * Reads one file in a process of its own, which is stopped when it takes too long or too much memory: worker threads would not
 * do, since their limits do not count buffers. The process has no environment but PATH and may not write files, start
 * programs or load native code. Always answers; bad input never throws.
 */
export function runReader(bytes: Uint8Array, said: FileSaid, budget: ReadingBudget): Promise<ReaderAnswer> {
  if (bytes.length > budget.input)
    return Promise.resolve(refused('too-large', tooLargeFile(bytes.length, budget.input)))
  return new Promise((resolve) => {
    const child = startReader()
    const answer = gather(child.stdio[3] as Readable)
    const faults = gather(child.stderr as Readable, 20_000)
    let stopped: ReaderAnswer | null = null
    const stop = (why: ReaderAnswer): void => {
      stopped ??= why
      child.kill('SIGKILL')
    }
    const clock = setTimeout(() => stop(refused('too-slow', tooSlow(budget.seconds))), budget.seconds * 1_000)
    const watch = setInterval(() => {
      if (residentMemory(child) > budget.memory) stop(refused('too-large', tooMuchMemory))
    }, 50)
    child.on('error', (error) => stop({ kind: 'fault', detail: String(error) }))
    child.on('close', (code, signal) => {
      clearTimeout(clock)
      clearInterval(watch)
      resolve(stopped ?? understand(answer(), code, signal, faults()))
    })
    // The reader may be stopped before it has taken everything in; that is not this process's fault.
    child.stdin?.on('error', () => {})
    child.stdin?.write(`${JSON.stringify(said)}\n`)
    child.stdin?.end(bytes)
  })
}

function startReader(): ChildProcess {
  const script = fileURLToPath(new URL('./reader-child.ts', import.meta.url))
  const limits = ['--max-old-space-size=512', '--no-warnings', '--permission', ...readableFolders()]
  return spawn(process.execPath, [...limits, script], {
    stdio: ['pipe', 'ignore', 'pipe', 'pipe'],
    env: { PATH: process.env.PATH ?? '' },
    windowsHide: true,
  })
}

/** The program's own files and its libraries, which may be linked in from elsewhere. */
function readableFolders(): string[] {
  const root = fileURLToPath(new URL('../../../', import.meta.url))
  const libraries = join(root, 'node_modules')
  const folders = new Set([root, existsSync(libraries) ? realpathSync(libraries) : libraries])
  return [...folders].map((folder) => `--allow-fs-read=${join(folder, '*')}`)
}

function understand(answer: string, code: number | null, signal: NodeJS.Signals | null, faults: string): ReaderAnswer {
  if (answer !== '') {
    try {
      return JSON.parse(answer) as ReaderAnswer
    } catch {
      // Cut short: the process died while it answered. What follows says so.
    }
  }
  if (/heap out of memory|allocation failed|invalid array length/i.test(faults))
    return refused('too-large', tooMuchMemory)
  return { kind: 'fault', detail: `The reader ended with ${signal ?? `code ${code}`} and no answer. ${faults}` }
}

function gather(stream: Readable, most = Number.POSITIVE_INFINITY): () => string {
  const chunks: Buffer[] = []
  let length = 0
  stream.on('data', (chunk: Buffer) => {
    if (length < most) chunks.push(chunk)
    length += chunk.length
  })
  return () => Buffer.concat(chunks).toString('utf8')
}

/** Linux only; elsewhere the heap limit and the unpacking budgets stand alone. */
function residentMemory(child: ChildProcess): number {
  if (process.platform !== 'linux' || child.pid === undefined) return 0
  try {
    const kilobytes = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${child.pid}/status`, 'latin1'))?.[1]
    return Number(kilobytes ?? 0) * 1_024
  } catch {
    return 0
  }
}

const refused = (code: string, message: string): ReaderAnswer => ({ kind: 'refused', refusal: { code, message } })

const tooMuchMemory =
  'This file needs far more memory than a plan could, so reading it was stopped. Copy the plan into a new document and use that.'

const tooSlow = (seconds: number): string =>
  `This file could not be read within ${seconds} seconds, so reading it was stopped. Copy the plan into a new document and use that.`

const megabytes = (bytes: number): string => `${Math.round(bytes / 1_000_000).toLocaleString('en-GB')} MB`

const tooLargeFile = (size: number, most: number): string =>
  `This file is ${megabytes(size)} large; files up to ${megabytes(most)} are read. Take out pictures, or copy the plan into a new document.`

/** The thread that `write-paper-aside.ts` starts: writes the papers it is sent, one after the other. */
import { parentPort } from 'node:worker_threads'
import { writePaper } from './write-paper.ts'
import type { Answered, Asked } from './write-paper-aside.ts'

let last = Promise.resolve()

parentPort?.on('message', ({ number, paper, format }: Asked) => {
  last = last.then(async () => {
    try {
      const bytes = await writePaper(paper, format)
      const own = bytes.byteLength === bytes.buffer.byteLength ? bytes : bytes.slice()
      parentPort?.postMessage({ number, bytes: own } satisfies Answered, [own.buffer as ArrayBuffer])
    } catch (fault) {
      parentPort?.postMessage({ number, fault } satisfies Answered)
    }
  })
})

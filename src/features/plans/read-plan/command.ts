import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { readDocument } from '../../../documents/read-document.ts'
import { readPlan } from '../../../intake/read-plan.ts'
import { sayReading } from './say-reading.ts'

/** `golden-thread read FILE [--json]`: 0 read, 1 refused with a sentence, 2 used wrongly. Needs no database. */
export const command = {
  usage: 'read FILE [--json]',
  summary: 'Reads a plan out of a document and prints what it found, in words or as a plan document in JSON.',
  async run(args: string[]): Promise<number> {
    const files = args.filter((arg) => !arg.startsWith('--'))
    const unknown = args.filter((arg) => arg.startsWith('--') && arg !== '--json')
    const [file] = files
    if (file === undefined || files.length > 1 || unknown.length > 0) {
      process.stderr.write(`Usage: golden-thread ${command.usage}\n`)
      return 2
    }
    let bytes: Uint8Array
    try {
      bytes = new Uint8Array(await readFile(file))
    } catch (fault) {
      process.stderr.write(`${sayFault(file, fault)}\n`)
      return 1
    }
    const read = await readDocument(bytes, basename(file))
    if (!read.ok) {
      process.stderr.write(`${read.refusal.message}\n`)
      return 1
    }
    const reading = readPlan(read.document)
    process.stdout.write(args.includes('--json') ? `${JSON.stringify(reading.plan, null, 2)}\n` : sayReading(reading))
    return 0
  },
}

function sayFault(file: string, fault: unknown): string {
  const code = fault instanceof Error && 'code' in fault ? fault.code : undefined
  if (code === 'ENOENT') return `There is no file “${file}”. Check its name and where it is.`
  if (code === 'EISDIR') return `“${file}” is a folder. Name the document in it.`
  if (code === 'EACCES') return `“${file}” may not be read by you. Ask who owns it.`
  return `“${file}” could not be opened.`
}

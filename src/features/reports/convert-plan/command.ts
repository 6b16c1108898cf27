import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { readDocument } from '../../../documents/read-document.ts'
import { readPlan } from '../../../intake/read-plan.ts'
import { convertPlan, planFormats } from './convert-plan.ts'

/** `golden-thread convert FILE --to FORMAT --out PATH`: 0 written, 1 refused with a sentence, 2 used wrongly. */
export const command = {
  usage: `convert FILE --to ${planFormats.join('|')} --out PATH`,
  summary: 'Reads a plan out of a document and writes it as a plan paper in another format. Needs no database.',
  async run(args: string[]): Promise<number> {
    const asked = readArguments(args)
    if (asked === null) {
      process.stderr.write(`Usage: golden-thread ${command.usage}\n`)
      return 2
    }
    let bytes: Uint8Array
    try {
      bytes = new Uint8Array(await readFile(asked.file))
    } catch (fault) {
      process.stderr.write(`${sayFault(asked.file, fault)}\n`)
      return 1
    }
    const read = await readDocument(bytes, path.basename(asked.file))
    if (!read.ok) {
      process.stderr.write(`${read.refusal.message}\n`)
      return 1
    }
    const { plan } = readPlan(read.document)
    const now = new Date()
    const written = await convertPlan(plan, asked.format, now.toISOString())
    try {
      await writeFile(asked.out, written)
    } catch (fault) {
      const code = fault instanceof Error && 'code' in fault ? fault.code : undefined
      process.stderr.write(
        code === 'ENOENT'
          ? `There is no folder “${path.dirname(asked.out)}”. Make it, or name another place with --out.\n`
          : `“${asked.out}” could not be written. Check that the place exists and that you may write there.\n`,
      )
      return 1
    }
    return 0
  },
}

type Format = (typeof planFormats)[number]

function readArguments(args: string[]): { file: string; format: Format; out: string } | null {
  const files: string[] = []
  const options = new Map<string, string>()
  for (let index = 0; index < args.length; index++) {
    const arg = args[index] ?? ''
    const option = /^--(to|out)(?:=([\s\S]*))?$/.exec(arg)
    if (option !== null) options.set(option[1] ?? '', option[2] ?? args[++index] ?? '')
    else if (arg.startsWith('--')) return null
    else files.push(arg)
  }
  const [file] = files
  const format = planFormats.find((one) => one === options.get('to'))
  const out = options.get('out') ?? ''
  return file === undefined || files.length > 1 || format === undefined || out === '' ? null : { file, format, out }
}

function sayFault(file: string, fault: unknown): string {
  const code = fault instanceof Error && 'code' in fault ? fault.code : undefined
  if (code === 'ENOENT') return `There is no file “${file}”. Check its name and where it is.`
  if (code === 'EISDIR') return `“${file}” is a folder. Name the document in it.`
  if (code === 'EACCES') return `“${file}” may not be read by you. Ask who owns it.`
  return `“${file}” could not be opened.`
}

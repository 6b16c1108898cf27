import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { readConfig } from '../../../config.ts'
import { isPaperFormat, type PaperFormatName, paperFormats } from '../../../documents/write/write-paper.ts'
import { isPaperKind, type PaperKindName, paperKinds } from '../../../papers/paper-kinds.ts'
import { openStore } from '../../../store/connect.ts'
import { freezePlan } from '../../../store/freeze-plan.ts'
import { readPlanHead } from '../../../store/live-plan.ts'
import { newId } from '../../../store/new-id.ts'
import { organisationIds } from '../../../store/organisation-store.ts'
import type { Database } from '../../../store/tables.ts'
import { readAs, transact } from '../../../store/transact.ts'
import { downloadReport } from './download-report.ts'

/** `golden-thread report …`: 0 written, 1 refused with a sentence, 2 used wrongly. */
export const command = {
  usage: `report --plan ID --paper ${Object.keys(paperKinds).join('|')} --to ${Object.keys(paperFormats).join('|')} --out PATH [--at YYYY-MM-DD]`,
  summary: 'Freezes a live plan, as it stands or as it stood at the end of a day, and writes a paper of it.',
  async run(args: string[]): Promise<number> {
    const asked = readArguments(args)
    if (asked === undefined) {
      process.stderr.write(
        `Usage: golden-thread ${command.usage}\nThe ID is the last part of the plan’s address in the browser.\n`,
      )
      return 2
    }
    const { databaseUrl, dataFolder } = readConfig(process.env)
    const log = (line: string) => process.stderr.write(`${line}\n`)
    const store = await openStore({ databaseUrl, dataFolder, connections: 2, log })
    try {
      const written = await write(store.db, asked)
      if (typeof written !== 'string') await writeFile(asked.out, written)
      else process.stderr.write(`${written}\n`)
      return typeof written === 'string' ? 1 : 0
    } catch (fault) {
      const { code } = fault as { code?: string }
      if (code !== 'ENOENT' && code !== 'EACCES' && code !== 'EISDIR') throw fault
      process.stderr.write(
        code === 'ENOENT'
          ? `There is no folder “${path.dirname(asked.out)}”. Make it, or name another place with --out.\n`
          : `“${asked.out}” could not be written. Check that the place exists and that you may write there.\n`,
      )
      return 1
    } finally {
      await store.close()
    }
  },
}

interface Asked {
  plan: string
  paper: PaperKindName
  format: PaperFormatName
  out: string
  on: string | undefined
}

/** Nobody is signed in on the command line: what it writes down is under no account. */
const nobody = '00000000-0000-0000-0000-000000000000'

/** The bytes, or why there are none in a sentence. */
async function write(db: Database, { plan, paper, format, on }: Asked): Promise<Uint8Array | string> {
  const org = await organisationOfPlan(db, plan)
  if (org === undefined)
    return `There is no plan “${plan}”. Open the plan in the browser: the last part of its address is its ID.`
  const writer = { org, by: nobody, at: new Date(), newId }
  const doing = { org, actor: 'system:command-line', why: 'Wrote a report' }
  const frozen = await transact(db, doing, (tx) =>
    freezePlan(tx, writer, { planId: plan, meeting: null, ...(on === undefined ? {} : { on }) }),
  )
  if (!frozen.ok) return frozen.problems.map(({ message }) => `${message}.`.replace(/\.\.$/, '.')).join(' ')
  const { snapshotId } = frozen.value
  const written = await downloadReport(db, { doing, writer }, { snapshotId, paper, format })
  if (written === undefined) throw new Error('The snapshot that was just taken is not there.')
  return written.report.bytes
}

async function organisationOfPlan(db: Database, planId: string): Promise<string | undefined> {
  for (const org of await organisationIds(db))
    if ((await readAs(db, org, (tx) => readPlanHead(tx, org, planId))) !== undefined) return org
  return undefined
}

function readArguments(args: string[]): Asked | undefined {
  const options = new Map<string, string>()
  for (let index = 0; index < args.length; index++) {
    const option = /^--(plan|paper|to|out|at)(?:=([\s\S]*))?$/.exec(args[index] ?? '')
    if (option === null) return undefined
    options.set(option[1] ?? '', option[2] ?? args[++index] ?? '')
  }
  const [plan = '', paper = '', format = '', out = ''] = ['plan', 'paper', 'to', 'out'].map((name) => options.get(name))
  if (plan === '' || out === '' || !isPaperKind(paper) || !isPaperFormat(format)) return undefined
  return { plan, paper, format, out, on: options.get('at') }
}

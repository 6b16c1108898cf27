import { readConfig } from '../../../config.ts'
import { openStore } from '../../../store/connect.ts'
import { readAs } from '../../../store/transact.ts'
import { hasSeal } from './queries.ts'
import { type Verification, verifyHistory } from './verify-history.ts'

export const command = {
  usage: 'verify [SEAL]',
  summary:
    'Checks that no row and no history was changed behind its back; with a SEAL noted earlier, also that it still stands. ' +
    'Exit 0: all is as it was written; 1: not.',
  async run(args: string[]): Promise<number> {
    const [noted, ...rest] = args
    if (rest.length > 0 || (noted !== undefined && !/^[0-9a-f]{64}$/i.test(noted))) {
      process.stderr.write(
        'Usage: golden-thread verify [SEAL]. A seal is 64 letters and digits, as an earlier run printed it.\n',
      )
      return 2
    }
    const { databaseUrl, dataFolder } = readConfig(process.env)
    const store = await openStore({
      databaseUrl,
      dataFolder,
      connections: 2,
      log: (line) => process.stderr.write(`${line}\n`),
    })
    try {
      const verifications = await verifyHistory(store.db)
      for (const verification of verifications) process.stdout.write(describe(verification))
      if (verifications.length === 0)
        process.stdout.write('There is no organisation yet, so there is nothing to verify.\n')
      const stands = noted === undefined || (await stillStands(store.db, verifications, noted))
      if (!stands) process.stdout.write(`The seal ${noted} is in no organisation’s history any more.\n`)
      return stands && verifications.every(({ faults }) => faults.length === 0) ? 0 : 1
    } finally {
      await store.close()
    }
  },
}

async function stillStands(
  db: Parameters<typeof readAs>[0],
  verifications: Verification[],
  seal: string,
): Promise<boolean> {
  for (const { org } of verifications) if (await readAs(db, org, (tx) => hasSeal(tx, org, seal))) return true
  return false
}

function describe({ name, changes, seals, lastSeal, faults }: Verification): string {
  const head = `${name}: ${changes} changes under ${seals} ${seals === 1 ? 'seal' : 'seals'}; the last seal is ${lastSeal ?? 'not set yet'}.\n`
  if (faults.length === 0) return `${head}  Everything is as it was written.\n`
  return `${head}${faults.map((fault) => `  ${fault}\n`).join('')}`
}

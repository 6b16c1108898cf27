/** `npm run schema`: writes schema.sql from the tables the migrations make, in a database of its own. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { withClient } from './connect.ts'
import { startEmbeddedPostgres } from './embedded-postgres.ts'
import { migrate } from './migrate.ts'
import { describeSchema } from './schema.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'golden-thread-schema-'))
const server = await startEmbeddedPostgres(folder)
try {
  const schema = await withClient(
    { ...server.owner, host: server.host, port: server.port, database: 'postgres' },
    async (client) => {
      await migrate(client)
      return await describeSchema(client)
    },
  )
  writeFileSync(path.join(import.meta.dirname, 'schema.sql'), schema)
} finally {
  await server.stop()
  rmSync(folder, { recursive: true, force: true })
  rmSync(server.folder, { recursive: true, force: true })
}

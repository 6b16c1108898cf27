/** Starts Golden Thread: settings, database, tables, web server, and a line that says where it is. */
import { pino } from 'pino'
import { buildApp } from './app.ts'
import { type Config, readConfig } from './config.ts'
import { openStore, type Store } from './store/connect.ts'
import { newId } from './store/new-id.ts'
import { organisationIds } from './store/organisation-store.ts'
import { startSealing } from './store/sealing.ts'
import { newSecret } from './web/secrets.ts'

await start().catch((fault: unknown) => {
  say(fault instanceof Error ? fault.message : String(fault))
  process.exit(1)
})

async function start(): Promise<void> {
  const config = readConfig(process.env)
  say('Golden Thread is starting.')
  const store = await openStore({
    databaseUrl: config.databaseUrl,
    dataFolder: config.dataFolder,
    connections: config.databaseConnections,
    log: say,
  })
  const setUpSecret = newSecret()
  // Lines for machines go to standard output; they name requests and routes, never people.
  const log = pino({ level: config.logLevel, base: null })
  const { server } = await buildApp({
    config,
    db: store.db,
    baseUrl: config.baseUrl,
    setUpSecret,
    now: () => new Date(),
    newId,
    log,
  })
  const sealing = startSealing(store.db, { log: say })
  closeOnSignals(async () => {
    await server.close()
    await sealing.stop()
  }, store)
  try {
    await server.listen({ port: config.port, host: config.host })
  } catch (fault) {
    await store.close()
    throw new Error(whyNotListening(fault, config))
  }
  await sayWhereItIs(config, store, setUpSecret)
}

async function sayWhereItIs(config: Config, store: Store, setUpSecret: string): Promise<void> {
  say(`The data is in ${store.place}.`)
  if ((await organisationIds(store.db)).length > 0)
    return say(`Open ${config.baseUrl} in your browser. Stop with Ctrl-C.`)
  say(
    [
      '',
      'Open this link in your browser to set up your organisation and become its administrator:',
      '',
      `  ${config.baseUrl}/set-up/${setUpSecret}`,
      '',
      'It works once. Until it was used, each start prints a new one. Stop with Ctrl-C.',
      '',
    ].join('\n'),
  )
}

function whyNotListening(fault: unknown, { port, host }: Config): string {
  const { code, message } = fault as { code?: string; message?: string }
  if (code === 'EADDRINUSE')
    return `Port ${port} is in use, perhaps by another Golden Thread. Stop that program, or choose another port: PORT=${port + 1} npm start`
  if (code === 'EACCES') return `This user may not open port ${port}. Choose one above 1023: PORT=3000 npm start`
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    return `This machine has no address “${host}”. Set HOST to localhost, or to 0.0.0.0 for every network it is on.`
  return `Golden Thread could not open port ${port}: ${message}`
}

/** Answers what is under way, then closes the database. A second signal does not wait. */
function closeOnSignals(closeServer: () => PromiseLike<void>, store: Store): void {
  let isClosing = false
  const close = async () => {
    if (isClosing) process.exit(1)
    isClosing = true
    say('Golden Thread is stopping.')
    await closeServer()
    await store.close()
    process.exit(0)
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void close())
}

function say(sentence: string): void {
  process.stderr.write(`${sentence}\n`)
}

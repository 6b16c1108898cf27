/**
 * The command line: `./bin/golden-thread COMMAND …`. Each command lives with its feature and is loaded only when asked for.
 * Exit codes: 0 done, 1 refused with a sentence on stderr, 2 used wrongly.
 */
export interface Command {
  /** One line: `read FILE [--json]`. */
  usage: string
  /** What it does, in a sentence. */
  summary: string
  run(args: string[]): Promise<number>
}

const commands: Record<string, () => Promise<{ command: Command }>> = {
  read: () => import('./features/plans/read-plan/command.ts'),
  convert: () => import('./features/reports/convert-plan/command.ts'),
  report: () => import('./features/reports/download-report/command.ts'),
  demo: () => import('./features/demonstration/make-demonstration/command.ts'),
  verify: () => import('./features/administration/verify-history/command.ts'),
}

process.exitCode = await main(process.argv.slice(2))

async function main([name, ...args]: string[]): Promise<number> {
  if (name === undefined || name === 'help' || name === '--help' || name === '-h') {
    process.stdout.write(await help())
    return name === undefined ? 2 : 0
  }
  const load = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (load === undefined) {
    process.stderr.write(`There is no command “${name}”.\n\n${await help()}`)
    return 2
  }
  const { command } = await load()
  if (args.includes('--help') || args.includes('-h')) {
    process.stdout.write(`golden-thread ${command.usage}\n${command.summary}\n`)
    return 0
  }
  return await command.run(args)
}

async function help(): Promise<string> {
  const lines = await Promise.all(
    Object.values(commands).map(async (load) => {
      const { command } = await load()
      return `  golden-thread ${command.usage}\n      ${command.summary}\n`
    }),
  )
  return `Golden Thread runs improvement plans.\n\n${lines.join('')}`
}

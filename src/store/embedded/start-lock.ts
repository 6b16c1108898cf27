import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { beginningOf, isAlive } from './processes.ts'

const patience = 60_000

/** Runs `work` while no other process starts or stops the database in this folder; a lock left by a dead process is cleared. */
export async function withStartLock<T>(folder: string, work: () => Promise<T>): Promise<T> {
  const lock = path.join(folder, 'start.lock')
  const mine = `${lock}.${process.pid}.${++taken}`
  writeFileSync(mine, mark())
  try {
    const end = Date.now() + patience
    while (!claim(mine, lock)) {
      const holder = read(lock)
      if (holder !== '' && !isHeld(holder)) clear(lock, holder, mine)
      else if (Date.now() > end)
        throw new Error(`The database is being started or stopped by process ${holder.split(' ')[0]} (${lock}).`)
      else await wait(50)
    }
  } finally {
    rmSync(mine, { force: true })
  }
  try {
    return await work()
  } finally {
    rmSync(lock, { force: true })
  }
}

let taken = 0

/** How a process signs a file, so that it can be told later whether that very process still runs. */
export function mark(): string {
  return `${process.pid} ${beginningOf(process.pid)}`
}

/** Whether the process that left this mark still runs. */
export function isHeld(text: string): boolean {
  const [pid = '', beginning = ''] = text.split(' ')
  return isAlive(Number(pid)) && beginningOf(Number(pid)) === beginning
}

/** A hard link appears whole or not at all, so a lock is never seen empty. */
function claim(mine: string, lock: string): boolean {
  try {
    linkSync(mine, lock)
    return true
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw fault
  }
}

/** Takes a dead process's lock away; puts it back if another process had just replaced it. */
function clear(lock: string, dead: string, mine: string): void {
  const aside = `${mine}.dead`
  try {
    renameSync(lock, aside)
  } catch {
    return
  }
  if (read(aside) !== dead) claim(aside, lock)
  rmSync(aside, { force: true })
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}

/** Runs a file of bench/ in a process of its own, so that memory is its own and nothing is warm from before. */
import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'

/** Resolves to the JSON value the child prints as its last line. @throws Error with what it said, where it failed. */
export async function inChild<T>(file: string, args: string[]): Promise<T> {
  const child = startChild(file, args)
  let out = ''
  child.stdout?.setEncoding('utf8').on('data', (piece: string) => {
    out += piece
  })
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve))
  if (code !== 0) throw new Error(`${file} ${args.join(' ')} ended with code ${code}`)
  return JSON.parse(out.trim().split('\n').at(-1) ?? '') as T
}

export function startChild(file: string, args: string[]): ChildProcess {
  return spawn(process.execPath, ['--no-warnings', path.join(import.meta.dirname, file), ...args], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
}

/** Megabytes of memory this process has held at most. What `resourceUsage` says counts the parent's until the child began. */
export function peakMemory(): number {
  if (!existsSync(status)) return process.resourceUsage().maxRSS / 1024
  return Number(/^VmHWM:\s+(\d+)/m.exec(readFileSync(status, 'latin1'))?.[1]) / 1024
}

const status = '/proc/self/status'

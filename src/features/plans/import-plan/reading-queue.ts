/**
 * Work that waits its turn inside this process: at most `most` at a time, each key once. What a crash leaves undone is asked
 * for again by whoever opens its page, so nothing of the queue itself is kept.
 */
export interface ReadingQueue {
  /** Adds work unless the same key waits or runs already. */
  add(key: string, work: () => Promise<void>): void
  has(key: string): boolean
}

export function readingQueue(most: number, onFault: (fault: unknown) => void): ReadingQueue {
  const waiting: { key: string; work: () => Promise<void> }[] = []
  const known = new Set<string>()
  let running = 0

  const next = () => {
    if (running >= most) return
    const task = waiting.shift()
    if (task === undefined) return
    running++
    task
      .work()
      .catch(onFault)
      .finally(() => {
        running--
        known.delete(task.key)
        next()
      })
  }

  return {
    add: (key, work) => {
      if (known.has(key)) return
      known.add(key)
      waiting.push({ key, work })
      next()
    },
    has: (key) => known.has(key),
  }
}

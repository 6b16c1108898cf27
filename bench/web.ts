/** Pages at 10,000 and 100,000 actions in the organisation, each beside its own queries alone and an empty route. */
import type { ChildProcess } from 'node:child_process'
import { fork } from 'node:child_process'
import path from 'node:path'
import autocannon from 'autocannon'
import type { Measured } from './report.ts'
import { actionsOfPlan, type Seeded } from './seed.ts'
import { median, quantile } from './statistics.ts'
import type { Asked, PageRequest, Rate, Started } from './web-child.ts'

/** Of other sizes where the machine is small: GOLDEN_THREAD_BENCH_ACTIONS=1000,10000. */
const sizes = (process.env.GOLDEN_THREAD_BENCH_ACTIONS ?? '10000,100000').split(',').map(Number)
const connections = 10
const rounds = 3
const secondsOfRound = 2
const mostTimesQueries = 10
const mostTimesSmall = 1.5

interface Page {
  name: string
  route: { method: 'GET' | 'POST'; path: string }
  requests(of: Seeded): PageRequest[]
}

const pages: Page[] = [
  {
    name: 'plan page',
    route: { method: 'GET', path: '/plans/:planId' },
    requests: ({ planId, cookie }) => [{ method: 'GET', url: `/plans/${planId}`, cookie }],
  },
  {
    name: 'action page',
    route: { method: 'GET', path: '/actions/:actionId' },
    requests: ({ actionIds, cookie }) =>
      actionIds.slice(0, 40).map((id) => ({ method: 'GET', url: `/actions/${id}`, cookie })),
  },
  {
    name: 'home',
    route: { method: 'GET', path: '/' },
    requests: ({ cookie }) => [{ method: 'GET', url: '/', cookie }],
  },
  { name: 'update write', route: { method: 'POST', path: '/actions/:actionId/update' }, requests: updates },
]

function updates({ actionIds, cookie, formToken }: Seeded): PageRequest[] {
  return actionIds.slice(0, 40).map((id) => ({
    method: 'POST',
    url: `/actions/${id}/update`,
    cookie,
    form: { _token: formToken, rating: 'On track', words: 'The second sample is done: 17 of 20 records show it.' },
  }))
}

export async function measureWeb(folder: string): Promise<Measured> {
  const { child, started, ask } = await startServer(path.join(folder, 'web'))
  try {
    const began = performance.now()
    const seeded = await ask<Seeded[]>({ ask: 'seed', actions: sizes })
    const measured: Measured = {
      suite: 'web',
      title: `Pages: requests a second and milliseconds, ${connections} visitors at once; the plan has ${actionsOfPlan} actions`,
      columns: ['req/s', 'p50', 'p99', 'queries', 'queries/s', 'p50', 'p99', '× queries', 'alone'],
      rows: [],
      marks: [],
      notes: [
        `Organisations of ${seeded.map(({ actions, plans }) => `${actions.toLocaleString('en-GB')} actions in ${plans} open plans`).join(' and ')} stand in one database, filled in ${Math.round((performance.now() - began) / 1000)} s.`,
        '“Queries” are the very statements of one request, run on a pool without the application. “Alone” is the p50 of one visitor with nobody else there.',
        'Whatever is compared is measured in turn, several rounds each; visitors, application and database share this machine.',
      ],
    }
    const filling = await ask<number>({ ask: 'memory' })
    for (const page of pages) {
      if (!(await ask<boolean>({ ask: 'has', ...page.route }))) measured.notes.push(`There is no ${page.name} yet.`)
      else await measurePage(page, seeded, started, ask, measured)
    }
    await measureHomeUnderWrites(seeded, ask, measured)
    await measureEmpty(started, measured)
    measured.notes.push(
      `The application’s process held ${Math.round(filling)} MB at most while filling, ${Math.round(await ask<number>({ ask: 'memory' }))} MB afterwards.`,
    )
    return measured
  } finally {
    if (child.connected) await ask({ ask: 'stop' })
  }
}

async function measurePage(page: Page, seeded: Seeded[], started: Started, ask: AskChild, measured: Measured) {
  const counts: number[] = []
  for (const of of seeded)
    counts.push(await ask<number>({ ask: 'note', as: `${page.name} ${of.actions}`, requests: page.requests(of) }))
  const loads: Load[][] = seeded.map(() => [])
  const bares: Rate[][] = seeded.map(() => [])
  const alone: number[][] = seeded.map(() => [])
  for (let round = 0; round <= rounds; round++)
    for (const [index, of] of seeded.entries()) {
      const load = await visit(started.address, page.requests(of))
      const bare = await ask<Rate>({
        ask: 'replay',
        as: `${page.name} ${of.actions}`,
        connections,
        milliseconds: secondsOfRound * 1000,
      })
      const [request] = page.requests(of)
      const single = request === undefined ? undefined : await ask<Rate>({ ask: 'time', timed: request, times: 30 })
      if (round === 0) continue // warms up
      loads[index]?.push(load)
      bares[index]?.push(bare)
      if (single !== undefined) alone[index]?.push(single.p50)
    }
  const costs: number[] = []
  for (const [index, of] of seeded.entries()) {
    const load = together(loads[index] ?? [])
    const bare = bares[index] ?? []
    const bareRate = median(bare.map(({ rate }) => rate))
    const ratio = bareRate / load.rate
    costs.push(1 / load.rate)
    const name = `${page.name}, ${of.actions.toLocaleString('en-GB')}`
    measured.rows.push({
      name,
      values: [
        load.rate,
        load.p50,
        load.p99,
        String(counts[index]),
        bareRate,
        median(bare.map(({ p50 }) => p50)),
        median(bare.map(({ p99 }) => p99)),
        ratio,
        median(alone[index] ?? []),
      ],
    })
    if (page.name === 'plan page')
      measured.marks.push({ name: `${name}, against its own queries`, ratio, most: mostTimesQueries })
  }
  markGrowth(page.name, costs, measured)
}

/** The counts of home are remembered until something changes, so it is also timed right after a change. */
async function measureHomeUnderWrites(seeded: Seeded[], ask: AskChild, measured: Measured): Promise<void> {
  if (!(await ask<boolean>({ ask: 'has', method: 'POST', path: '/actions/:actionId/update' }))) return
  const times: number[][] = seeded.map(() => [])
  for (let round = 0; round <= rounds; round++)
    for (const [index, of] of seeded.entries()) {
      const [first] = updates(of)
      const timed: PageRequest = { method: 'GET', url: '/', cookie: of.cookie }
      const { p50 } = await ask<Rate>({ ask: 'time', ...(first === undefined ? {} : { first }), timed, times: 12 })
      if (round > 0) times[index]?.push(p50)
    }
  const costs = times.map(median)
  for (const [index, of] of seeded.entries())
    measured.rows.push({
      name: `home after a write, ${of.actions.toLocaleString('en-GB')}`,
      values: [null, null, null, null, null, null, null, null, costs[index] ?? null],
    })
  markGrowth('home after a write', costs, measured)
}

function markGrowth(name: string, costs: number[], measured: Measured): void {
  const [smallSize, largeSize] = sizes.map((size) => size.toLocaleString('en-GB'))
  const [small = Number.NaN, large = Number.NaN] = costs
  measured.marks.push({
    name: `${name}, ${largeSize} actions against ${smallSize}`,
    ratio: large / small,
    most: mostTimesSmall,
  })
}

async function measureEmpty({ emptyAddress }: Started, measured: Measured): Promise<void> {
  const loads: Load[] = []
  for (let round = 0; round <= rounds; round++) {
    const load = await visit(emptyAddress, [{ method: 'GET', url: '/', cookie: '' }])
    if (round > 0) loads.push(load)
  }
  const { rate, p50, p99 } = together(loads)
  measured.rows.push({ name: 'an empty route', values: [rate, p50, p99, null, null, null, null, null, null] })
}

interface Load {
  rate: number
  times: number[]
}

async function visit(address: string, requests: PageRequest[]): Promise<Load> {
  const times: number[] = []
  const options: autocannon.Options = {
    url: address,
    connections,
    duration: secondsOfRound,
    requests: requests.map(({ method, url, cookie, form }) => ({
      method,
      path: url,
      headers: form === undefined ? { cookie } : { cookie, 'content-type': 'application/x-www-form-urlencoded' },
      ...(form === undefined ? {} : { body: new URLSearchParams(form).toString() }),
    })),
  }
  let refused = 0
  const result = await new Promise<autocannon.Result>((resolve, reject) => {
    const run = autocannon(options, (fault: Error | null, finished) => (fault ? reject(fault) : resolve(finished)))
    run.on('response', (_client, status, _bytes, milliseconds) => {
      if (status >= 400) refused++
      times.push(milliseconds)
    })
  })
  if (refused > 0 || result.errors > 0)
    throw new Error(`${requests[0]?.url}: ${refused} refused, ${result.errors} failed`)
  return { rate: result.requests.total / result.duration, times }
}

function together(loads: Load[]): Rate {
  const times = loads.flatMap((load) => load.times)
  return { rate: median(loads.map(({ rate }) => rate)), p50: median(times), p99: quantile(times, 0.99) }
}

type AskChild = <T>(asked: Asked) => Promise<T>

async function startServer(folder: string): Promise<{ child: ChildProcess; started: Started; ask: AskChild }> {
  const child = fork(path.join(import.meta.dirname, 'web-child.ts'), [folder], { execArgv: ['--no-warnings'] })
  const said = <T>() =>
    new Promise<T>((resolve, reject) => {
      const ended = (code: number | null) => reject(new Error(`The server ended with code ${code}`))
      child.once('exit', ended)
      child.once('message', (message) => {
        child.off('exit', ended)
        resolve(message as T)
      })
    })
  const started = await said<Started>()
  const ask: AskChild = async <T>(asked: Asked) => {
    const answer = said<T>()
    child.send(asked)
    return await answer
  }
  return { child, started, ask }
}

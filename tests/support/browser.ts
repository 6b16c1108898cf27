/** A real browser on the real application: Debian's Chromium through playwright-core, and axe-core for accessibility. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { after } from 'node:test'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'

export const desktop = { width: 1280, height: 900 }
export const phone = { width: 375, height: 760 }

export interface VisitOptions {
  viewport?: { width: number; height: number }
  /** Every task must be possible without. */
  javaScript?: boolean
  cookies?: Record<string, string>
}

/** One browser for a test file; pages of it are told every fault of scripts and of the content policy. */
export async function startBrowser(
  address: string,
): Promise<{ visit(options?: VisitOptions): Promise<Page>; close(): Promise<void> }> {
  const browser: Browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
  return {
    visit: async (options = {}) => {
      const context = await browser.newContext({
        baseURL: address,
        viewport: options.viewport ?? desktop,
        javaScriptEnabled: options.javaScript ?? true,
        locale: 'en-GB',
      })
      await addCookies(context, address, options.cookies ?? {})
      return await context.newPage()
    },
    close: () => browser.close(),
  }
}

/** The same, closed after the calling test file. */
export async function browserFor(address: string) {
  const browser = await startBrowser(address)
  after(() => browser.close())
  return browser
}

/** axe finds nothing (WCAG 2.0 to 2.2, A and AA, and good practice), and nothing scrolls sideways; at desktop and phone width. */
export async function assertAccessible(page: Page, name = page.url()): Promise<void> {
  const before = page.viewportSize()
  for (const viewport of [desktop, phone]) {
    await page.setViewportSize(viewport)
    const found = await violations(page)
    assert.deepEqual(found, [], `${name} at ${viewport.width} px`)
    const overflow = await page.evaluate<number>(
      'document.documentElement.scrollWidth - document.documentElement.clientWidth',
    )
    assert.ok(overflow <= 0, `${name} at ${viewport.width} px is ${overflow} px too wide`)
  }
  if (before !== null) await page.setViewportSize(before)
}

/** Each as "rule: where". Scripts run through the browser's debugger, which the content policy does not stop. */
export async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axeSource)
  // As text: this project's types know Node, not a browser's window.
  const { violations } = await page.evaluate<AxeResult>(`axe.run({ runOnly: ${JSON.stringify(rules)} })`)
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 160)} (${failureSummary})`),
  )
}

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

interface AxeResult {
  violations: { id: string; nodes: { html: string; failureSummary: string }[] }[]
}

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

async function addCookies(context: BrowserContext, address: string, cookies: Record<string, string>): Promise<void> {
  await context.addCookies(Object.entries(cookies).map(([name, value]) => ({ name, value, url: address })))
}

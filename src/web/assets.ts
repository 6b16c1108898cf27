/**
 * Everything a page fetches besides itself, made once at start and served from memory: one style sheet, modules, fonts, images.
 * Addresses carry a hash of the content, so browsers may keep them for ever. Why this way: docs/adr/0021.
 */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'

export interface Asset {
  type: string
  bytes: Buffer
  brotli?: Buffer
  gzip?: Buffer
}

export interface Assets {
  /** By address: "/assets/3f2a…/page.css". */
  at(address: string): Asset | undefined
  /** The address of an asset by its plain name: "page.css". */
  addressOf(name: string): string
}

export function loadAssets(): Assets {
  const byAddress = new Map<string, Asset>()
  const addresses = new Map<string, string>()
  const add = (name: string, bytes: Buffer) => {
    const hash = createHash('sha256').update(bytes).digest('base64url').slice(0, 12)
    const address = `/assets/${hash}/${name}`
    addresses.set(name, address)
    byAddress.set(address, squeezed(name, bytes))
    return address
  }
  const addressOf = (name: string) => {
    const address = addresses.get(name)
    if (address === undefined) throw new Error(`There is no asset "${name}"`)
    return address
  }

  for (const name of readdirSync(path.join(own, 'images'))) add(name, readFileSync(path.join(own, 'images', name)))
  for (const name of fonts)
    add(name, readFileSync(path.join(packageFolder('@fontsource-variable/source-sans-3'), 'files', name)))
  const mojImages = path.join(packageFolder('@ministryofjustice/frontend'), 'moj/assets/images')
  for (const name of readdirSync(mojImages).filter((name) => name.endsWith('.svg')))
    add(name, readFileSync(path.join(mojImages, name)))
  add('govuk-frontend.js', readFileSync(path.join(packageFolder('govuk-frontend'), 'dist/govuk/govuk-frontend.min.js')))
  // Modules are named in dependency order: page.js comes last and imports the others by their hashed addresses.
  for (const name of modulesInOrder())
    add(name, withAddresses(readFileSync(path.join(own, 'js', name), 'utf8'), addressOf))
  add('page.css', withAddresses(styles(), addressOf))
  return { at: (address) => byAddress.get(address), addressOf }
}

const own = path.join(import.meta.dirname, 'assets')
const components = path.join(import.meta.dirname, 'components')

// latin-ext holds the letters of Welsh that latin lacks; browsers fetch it only where a page has them.
const fonts = ['latin', 'latin-ext'].flatMap((subset) =>
  ['normal', 'italic'].map((style) => `source-sans-3-${subset}-wght-${style}.woff2`),
)

/** GOV.UK's and MoJ's own compiled styles without GOV.UK's typeface, then ours. */
function styles(): string {
  const govuk = readFileSync(path.join(packageFolder('govuk-frontend'), 'dist/govuk/govuk-frontend.min.css'), 'utf8')
  const moj = readFileSync(path.join(packageFolder('@ministryofjustice/frontend'), 'moj/moj-frontend.min.css'), 'utf8')
  const ours = [
    ...['tokens/tokens.css', 'css/typeface.css', 'css/base.css', 'css/layout.css'].map((name) => path.join(own, name)),
    ...readdirSync(components)
      .filter((name) => name.endsWith('.css'))
      .sort()
      .map((name) => path.join(components, name)),
    path.join(own, 'css/print.css'),
  ].map((file) => readFileSync(file, 'utf8'))
  return [withoutCrown(moj), withoutCrown(govuk), ...ours].join('\n')
}

/** GDS Transport and the crest are GOV.UK's alone: they go, and every use of the typeface becomes the page's own stack. */
export function withoutCrown(css: string): string {
  return (
    css
      .replaceAll(/@font-face\{font-family:GDS Transport;[^}]*\}/g, '')
      .replaceAll(/\/\*![^*]*\*\//g, '')
      .replaceAll(/\/\*# sourceMappingURL=[^*]*\*\//g, '')
      .replaceAll(/url\(\/assets\/images\/govuk-crest\.svg[^)]*\)/g, 'none')
      .replaceAll(/url\(\/assets\/images\/([^)]+)\)/g, 'url(asset:$1)')
      .replaceAll('font-family:GDS Transport,arial,sans-serif', 'font-family:var(--typeface)')
      .replaceAll('font-family:GDS Transport', 'font-family:var(--typeface)')
      // In print GOV.UK falls back to the machine's own typeface; ours prints well and keeps its widths.
      .replaceAll('font-family:sans-serif', 'font-family:var(--typeface)')
  )
}

/** Writes `asset:name` as the hashed address. */
const withAddresses = (text: string, addressOf: (name: string) => string) =>
  Buffer.from(text.replaceAll(/asset:([\w.-]+)/g, (_, name: string) => addressOf(name)))

function modulesInOrder(): string[] {
  const names = readdirSync(path.join(own, 'js')).filter((name) => name.endsWith('.js'))
  return [...names.filter((name) => name !== 'page.js').sort(), 'page.js']
}

function packageFolder(name: string): string {
  return path.dirname(createRequire(import.meta.url).resolve(`${name}/package.json`))
}

function squeezed(name: string, bytes: Buffer): Asset {
  const type = types[path.extname(name)]
  if (type === undefined) throw new Error(`No media type is known for the asset "${name}"`)
  if (!/text|javascript|svg|json/.test(type)) return { type, bytes }
  return {
    type,
    bytes,
    brotli: brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 6 } }),
    gzip: gzipSync(bytes),
  }
}

const types: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
}

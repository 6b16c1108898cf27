/** Holds the arrows of the house: which room may import which (docs/architecture.md). */
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { builtinModules } from 'node:module'
import path from 'node:path'
import { test } from 'node:test'

const root = path.join(import.meta.dirname, '..')
const source = path.join(root, 'src')
const isTest = (file: string) => file.endsWith('.test.ts')
const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'))

interface Room {
  /** Folders or files of src it may import besides itself. */
  rooms: string[]
  /** Packages it may import; 'any' where the room exists to wrap them. */
  packages: string[] | 'any'
  /** May it touch files, processes and the clock through Node's own modules? */
  node: boolean
}

const rooms: Record<string, Room> = {
  domain: { rooms: [], packages: ['temporal-polyfill'], node: false },
  documents: { rooms: [], packages: 'any', node: true },
  intake: { rooms: ['domain', 'documents/neutral-document.ts'], packages: [], node: false },
  papers: { rooms: ['domain', 'documents/paper.ts'], packages: [], node: false },
  store: { rooms: ['domain'], packages: ['pg', 'kysely'], node: true },
  web: { rooms: ['domain'], packages: 'any', node: true },
}
const roomsOfFeatures = Object.keys(rooms)

for (const file of files.filter((name) => !isTest(name))) {
  const [top = ''] = file.split(path.sep)
  const imports = importsOf(file)

  if (top === 'features') {
    const own = file.split(path.sep).slice(0, 3).join('/')
    test(`${file} keeps to its own folder and the rooms above`, () => {
      for (const target of imports.filter((name) => name.startsWith('.')).map((name) => within(file, name)))
        assert.ok(
          target.startsWith(`${own}/`) ||
            roomsOfFeatures.some((room) => target.startsWith(`${room}/`)) ||
            target === 'config.ts',
          `it imports ${target}`,
        )
    })
    continue
  }

  const room = rooms[top]
  if (room === undefined) continue
  test(`${file} imports only what ${top} may`, () => {
    for (const name of imports) {
      if (name.startsWith('.')) {
        const target = within(file, name)
        const allowed = [`${top}/`, ...room.rooms.map((other) => (other.endsWith('.ts') ? other : `${other}/`))]
        assert.ok(
          allowed.some((prefix) => target.startsWith(prefix)),
          `it imports ${target}`,
        )
      } else if (name.startsWith('node:') || builtinModules.includes(name)) assert.ok(room.node, `it imports ${name}`)
      else if (room.packages !== 'any')
        assert.ok(
          room.packages.some((allowed) => name === allowed || name.startsWith(`${allowed}/`)),
          `it imports ${name}`,
        )
    }
  })
}

test('files say what they are about, in kebab-case', () => {
  const vague = /(^|[/-])(utils?|helpers?|common|shared|types|service|manager|misc)(\.|\/|$)/
  for (const file of files.map((name) => name.replaceAll(path.sep, '/'))) {
    assert.doesNotMatch(file, vague)
    assert.match(file, /^([a-z0-9-]+\/)*[a-z0-9-]+(\.test)?\.ts$/)
  }
})

test('the subject reads no clock and draws no chance', () => {
  for (const file of files.filter((name) => name.startsWith('domain') && !isTest(name))) {
    const text = readFileSync(path.join(source, file), 'utf8')
    assert.doesNotMatch(text, /\bDate\.now\(|new Date\(\)|Math\.random\(|Temporal\.Now|process\.env/, file)
  }
})

function within(file: string, name: string): string {
  return path.relative(source, path.resolve(source, path.dirname(file), name)).replaceAll(path.sep, '/')
}

/** Every module a file names, in static, dynamic and type imports. */
function importsOf(file: string): string[] {
  const text = readFileSync(path.join(source, file), 'utf8')
  const pattern =
    /^\s*(?:import|export)\b[^'"`;]*?\bfrom\s*['"]([^'"]+)['"]|^\s*import\s*['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]/gm
  return [...text.matchAll(pattern)].map((found) => found[1] ?? found[2] ?? found[3] ?? '')
}

import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'

const require = createRequire(import.meta.url)
const folder = path.dirname(require.resolve('@expo-google-fonts/source-sans-3/package.json'))
const faces = [
  '400Regular/SourceSans3_400Regular',
  '600SemiBold/SourceSans3_600SemiBold',
  '700Bold/SourceSans3_700Bold',
]

/** Source Sans 3, shipped with the program: papers look the same on every machine, with no system font in them. */
export function fontFiles(): string[] {
  return faces.map((face) => path.join(folder, `${face}.ttf`))
}

export function fontBytes(): Buffer[] {
  return fontFiles().map((file) => readFileSync(file))
}

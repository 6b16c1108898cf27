import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { DocumentFormat, Refusal } from '../neutral-document.ts'

export type Conversion = { ok: true; bytes: Uint8Array } | { ok: false; refusal: Refusal }

/**
 * Turns an old Word, OpenDocument or rich text document into .docx with LibreOffice where it is installed. Each conversion has
 * a profile of its own in a temporary folder, with macros and links to the outside switched off, and is stopped after
 * `seconds`. `program` is where LibreOffice stands, null for nowhere. Never throws for bad input.
 */
export async function convertToWord(
  bytes: Uint8Array,
  format: DocumentFormat,
  { seconds = 60, program = findLibreOffice() }: { seconds?: number; program?: string | null } = {},
): Promise<Conversion> {
  if (program === null) return notInstalled(format)
  const folder = await mkdtemp(join(tmpdir(), 'golden-thread-convert-'))
  try {
    const source = join(folder, `document.${format}`)
    await writeFile(source, bytes)
    await writeProfile(join(folder, 'profile'))
    const end = await run(program, folder, source, seconds)
    const target = join(folder, 'out', 'document.docx')
    if (end === 'too-slow') return failed(`could not be turned into a Word document within ${seconds} seconds`)
    return existsSync(target)
      ? { ok: true, bytes: await readFile(target) }
      : failed('could not be turned into a Word document')
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** The program on the PATH or where its installers put it; null where there is none. */
export function findLibreOffice(path: string = process.env.PATH ?? ''): string | null {
  const named = path
    .split(delimiter)
    .flatMap((folder) => ['soffice', 'libreoffice', 'soffice.exe'].map((name) => join(folder, name)))
  const usual = [
    '/usr/bin/soffice',
    '/usr/lib/libreoffice/program/soffice',
    '/opt/libreoffice/program/soffice',
    '/Applications/LibreOffice.app/Contents/MacOS/soffice',
    'C:\\Program Files\\LibreOffice\\program\\soffice.exe',
  ]
  return [...named, ...usual].find((candidate) => existsSync(candidate)) ?? null
}

async function writeProfile(folder: string): Promise<void> {
  const item = (path: string, name: string, value: string): string =>
    `<item oor:path="${path}"><prop oor:name="${name}" oor:op="fuse"><value>${value}</value></prop></item>`
  const security = '/org.openoffice.Office.Common/Security/Scripting'
  const settings = [
    item(security, 'MacroSecurityLevel', '3'),
    item(security, 'DisableMacrosExecution', 'true'),
    item(security, 'BlockUntrustedRefererLinks', 'true'),
    item(security, 'DisableActiveContent', 'true'),
    item('/org.openoffice.Office.Writer/Content/Update', 'Link', '0'),
  ].join('')
  await mkdir(join(folder, 'user'), { recursive: true })
  await writeFile(
    join(folder, 'user', 'registrymodifications.xcu'),
    `<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry">${settings}</oor:items>`,
  )
}

function run(program: string, folder: string, source: string, seconds: number): Promise<'ended' | 'too-slow'> {
  return new Promise((resolve) => {
    const profile = pathToFileURL(join(folder, 'profile')).href
    const child = spawn(
      program,
      [
        `-env:UserInstallation=${profile}`,
        '--headless',
        '--norestore',
        '--nolockcheck',
        '--nodefault',
        '--convert-to',
        'docx:MS Word 2007 XML',
        '--outdir',
        join(folder, 'out'),
        source,
      ],
      {
        stdio: 'ignore',
        detached: true,
        env: { PATH: process.env.PATH ?? '', HOME: folder, TMPDIR: folder },
        windowsHide: true,
      },
    )
    // The program starts others: the whole group is stopped, not only the first.
    const clock = setTimeout(() => {
      stopGroup(child.pid)
      resolve('too-slow')
    }, seconds * 1_000)
    const end = (): void => {
      clearTimeout(clock)
      resolve('ended')
    }
    child.on('error', end)
    child.on('close', end)
  })
}

function stopGroup(pid: number | undefined): void {
  if (pid === undefined) return
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, 'SIGKILL')
  } catch {
    // It has ended by itself.
  }
}

function notInstalled(format: DocumentFormat): Conversion {
  const what =
    format === 'doc'
      ? 'an old Word document (.doc)'
      : format === 'odt'
        ? 'an OpenDocument text (.odt)'
        : 'a rich text document (.rtf)'
  return {
    ok: false,
    refusal: {
      code: 'save-as-docx',
      message: `This is ${what}. Open it in Word or LibreOffice, save it as .docx, and use that copy.`,
    },
  }
}

const failed = (what: string): Conversion => ({
  ok: false,
  refusal: {
    code: 'not-converted',
    message: `This file ${what}. Open it in Word or LibreOffice, save it as .docx, and use that copy.`,
  },
})

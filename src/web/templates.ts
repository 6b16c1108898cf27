/** Nunjucks with GOV.UK's and MoJ's macros, our components, and the few filters a template may use. Templates show, never decide. */
import { createRequire } from 'node:module'
import path from 'node:path'
import nunjucks from 'nunjucks'
import { dayInMonth, dayMonthYear, momentInWords, plural, shortDay, weekdayAndDay } from './words.ts'

export type Render = (template: string, context: object) => string

/** `globals` are names every template sees. */
export function templates(globals: Record<string, unknown>): Render {
  const environment = templateEnvironment()
  for (const [name, value] of Object.entries(globals)) environment.addGlobal(name, value)
  return (template, context) => environment.render(template, context)
}

/** Finds "web/…" and "features/…" in src, "govuk/…" and "moj/…" in their packages. Escapes whatever is not marked as trusted. */
export function templateEnvironment(): nunjucks.Environment {
  const folders = [source, folderOf('govuk-frontend', 'dist'), folderOf('@ministryofjustice/frontend', '.')]
  const loader = new nunjucks.FileSystemLoader(folders)
  const environment = new nunjucks.Environment(loader, { autoescape: true, trimBlocks: true, lstripBlocks: true })
  for (const [name, filter] of Object.entries(filters)) environment.addFilter(name, filter)
  return environment
}

/** HTML we wrote ourselves, not to be escaped. */
export const trusted = (html: string): object => new nunjucks.runtime.SafeString(html)

const source = path.join(import.meta.dirname, '..')
const folderOf = (name: string, folder: string) =>
  path.join(path.dirname(createRequire(import.meta.url).resolve(`${name}/package.json`)), folder)

const filters = { dayMonthYear, shortDay, dayInMonth, weekdayAndDay, moment: momentInWords, plural }

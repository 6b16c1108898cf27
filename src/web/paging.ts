/** Long lists by the page, and tables sorted by their heads: all of it in the address, so that links can be sent and the back button works. */

export interface Paging {
  page: number
  pages: number
  from: number
  to: number
  total: number
  offset: number
  limit: number
}

/** Which rows page `query.page` of `total` shows; a page that does not exist becomes the nearest that does. */
export function pagingOf(query: Record<string, string>, total: number, limit = 50): Paging {
  const pages = Math.max(1, Math.ceil(total / limit))
  const page = Math.min(pages, Math.max(1, Math.trunc(Number(query.page)) || 1))
  const offset = (page - 1) * limit
  return { page, pages, offset, limit, total, from: total === 0 ? 0 : offset + 1, to: Math.min(total, offset + limit) }
}

/** The same address with some of its query changed; undefined takes a name out. */
export function addressWith(
  path: string,
  query: Record<string, string>,
  change: Record<string, string | undefined>,
): string {
  const names = new URLSearchParams(query)
  for (const [name, value] of Object.entries(change)) value === undefined ? names.delete(name) : names.set(name, value)
  const written = names.toString()
  return written === '' ? path : `${path}?${written}`
}

/** What the pagination component shows: the ends, the page, its neighbours, and gaps. */
export function pageLinks(path: string, query: Record<string, string>, { page, pages }: Paging) {
  if (pages < 2) return undefined
  const link = (number: number) => addressWith(path, query, { page: number === 1 ? undefined : String(number) })
  const shown = [...new Set([1, page - 1, page, page + 1, pages])].filter((number) => number >= 1 && number <= pages)
  const items = shown.flatMap((number, index) => [
    ...(index > 0 && number - (shown[index - 1] ?? number) > 1 ? [{ ellipsis: true as const }] : []),
    { number, href: link(number), current: number === page },
  ])
  return {
    items,
    ...(page > 1 ? { previous: { href: link(page - 1) } } : {}),
    ...(page < pages ? { next: { href: link(page + 1) } } : {}),
  }
}

export interface Sorting<Column extends string> {
  by: Column
  descending: boolean
}

/** Reads `?sort=due` or `?sort=-due`; only columns that are named can be asked for. */
export function sortingOf<Column extends string>(
  query: Record<string, string>,
  columns: readonly Column[],
  usual: Sorting<Column>,
): Sorting<Column> {
  const asked = query.sort ?? ''
  const by = columns.find((column) => column === asked.replace(/^-/, ''))
  return by === undefined ? usual : { by, descending: asked.startsWith('-') }
}

/** A sortable head for the `sortableHead` component: pressing the head sorted by now turns it round. */
export function sortableHead<Column extends string>(
  path: string,
  query: Record<string, string>,
  sorting: Sorting<Column>,
  column: Column,
  text: string,
) {
  const isSorted = sorting.by === column
  const next = isSorted && !sorting.descending ? `-${column}` : column
  return {
    text,
    href: addressWith(path, query, { sort: next, page: undefined }),
    sorted: isSorted ? (sorting.descending ? 'descending' : 'ascending') : 'none',
  }
}

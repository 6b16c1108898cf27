import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { addressWith, pageLinks, pagingOf, sortableHead, sortingOf } from './paging.ts'

test('any page asked for shows rows that exist, and all pages together show each row once', () => {
  fc.assert(
    fc.property(fc.nat(500), fc.integer({ min: 1, max: 60 }), fc.string(), (total, limit, page) => {
      const { from, to, pages } = pagingOf({ page }, total, limit)
      assert.ok(total === 0 ? from === 0 && to === 0 : from >= 1 && from <= to && to <= total)
      const shown = Array.from({ length: pages }, (_, index) => pagingOf({ page: String(index + 1) }, total, limit))
      assert.equal(
        shown.reduce((sum, each) => sum + (each.total === 0 ? 0 : each.to - each.from + 1), 0),
        total,
      )
    }),
  )
})

test('the ends, the page and its neighbours are linked, with gaps between', () => {
  const links = pageLinks('/plans', { show: 'late', page: '5' }, pagingOf({ page: '5' }, 500))
  const shown = links?.items.map((item) => ('ellipsis' in item ? '…' : item.number))
  assert.deepEqual(shown, [1, '…', 4, 5, 6, '…', 10])
  assert.equal(links?.previous?.href, '/plans?show=late&page=4')
  assert.equal(pageLinks('/plans', {}, pagingOf({}, 50)), undefined)
})

test('a head sorts up, then down, and keeps the filter but not the page', () => {
  const usual = { by: 'ref', descending: false } as const
  const columns = ['ref', 'due'] as const
  const query = { show: 'late', page: '3' }
  const first = sortableHead('/a', query, sortingOf<'ref' | 'due'>(query, columns, usual), 'due', 'When')
  assert.deepEqual(first, { text: 'When', href: '/a?show=late&sort=due', sorted: 'none' })
  const up = { ...query, sort: 'due' }
  const second = sortableHead('/a', up, sortingOf<'ref' | 'due'>(up, columns, usual), 'due', 'When')
  assert.deepEqual(second, { text: 'When', href: '/a?show=late&sort=-due', sorted: 'ascending' })
})

test('only a named column can be sorted by', () => {
  const usual = { by: 'ref', descending: false } as const
  assert.deepEqual(sortingOf<'ref'>({ sort: 'password; drop table' }, ['ref'], usual), usual)
})

test('a name set to nothing leaves the address', () => {
  assert.equal(addressWith('/a', { page: '2' }, { page: undefined }), '/a')
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { load } from 'cheerio'
import { shapes } from '../../domain/rating/rating-shape.ts'
import { templateEnvironment } from '../templates.ts'

const environment = templateEnvironment()

function draw(file: string, call: string, context: object = {}) {
  const name = call.slice(0, call.indexOf('('))
  const html = environment.renderString(`{% from "web/components/${file}.njk" import ${name} %}{{ ${call} }}`, context)
  return load(html, null, false)
}

test('every shape of the domain has its own drawing and its own look', () => {
  const drawings = shapes.map((shape) => draw('shape', 'shape(name, false)', { name: shape })('svg').html())
  assert.equal(new Set(drawings).size, shapes.length)
  for (const shape of shapes)
    assert.ok(
      draw('rating-tag', 'ratingTag(rating)', { rating: { word: 'Red', shape } })(`.gt-tag--${shape}`).length === 1,
    )
})

test('a rating is its word, with a shape that readers skip', () => {
  const html = draw('rating-tag', 'ratingTag(rating)', { rating: { word: 'Green plus', shape: 'on-track' } })
  assert.equal(html.root().text().trim(), 'Green plus')
  assert.equal(html('svg').attr('aria-hidden'), 'true')
  assert.equal(draw('rating-tag', 'ratingTag({})').root().text().trim(), 'No rating')
})

test('delivery is square and impact round, and impact fills as many steps as it has', () => {
  for (const [steps, filled] of [
    [0, 0],
    [1, 1],
    [2, 2],
    [3, 3],
  ]) {
    const html = draw('rating-tag', 'impactTag(impact)', { impact: { word: 'Early signs', steps } })
    assert.equal(html('rect[fill=currentColor]').length, filled)
    assert.equal(html('.gt-tag--impact').length, 1)
  }
})

test('what a person or document wrote is escaped in every component', () => {
  const bad = '<script>alert(1)</script>'
  const calls: [string, string][] = [
    ['rating-tag', 'ratingTag({ word: bad, shape: "off-track" })'],
    ['rating-tag', 'factsSay({ word: bad, shape: "off-track" })'],
    ['rating-tag', 'assured(bad)'],
    ['shape-row', 'shapeRow(["complete"], bad)'],
    ['as-read', 'asRead(bad, bad, { late: bad, isGuess: true })'],
    ['guess', 'guess(bad)'],
    ['slip', 'slip(bad)'],
    ['gap', 'gap(bad, bad, { text: bad, href: "/" })'],
    ['figures', 'figures([{ count: bad, word: bad, note: bad }], bad)'],
    [
      'filter-bar',
      'filterBar("/", [{ name: "words", label: bad, value: bad }, { name: "who", label: bad, options: [{ value: bad, text: bad }] }], { kept: { sort: bad } })',
    ],
    ['sortable-head', 'sortableHead({ text: bad, href: "/", sorted: "none" })'],
    ['sub-navigation', 'subNavigation([{ text: bad, href: "/" }], bad)'],
    ['steps', 'steps([{ text: bad, state: "now" }])'],
    ['empty-state', 'emptyState(bad, { text: bad, href: "/" })'],
    ['to-do', 'toDo([{ text: bad, href: "/", note: bad, when: bad }])'],
    ['history', 'history([{ at: bad, text: bad, quote: bad }])'],
    ['confirmation', 'confirmation(bad)'],
    ['error-summary', 'errorSummary([{ message: bad, field: bad }])'],
    ['file-drop', 'fileDrop({ name: "file", label: bad, hint: bad, error: { text: bad } })'],
  ]
  for (const [file, call] of calls) {
    const html = draw(file, call, { bad })
    assert.equal(html('script').length, 0, call)
    assert.ok(html.html().includes('&lt;script&gt;'), call)
  }
})

test('a guess is said to be one also to those who do not see the gold', () => {
  const html = draw('as-read', 'asRead("Bi-monthly", "every two months", { isGuess: true })')
  assert.equal(html('.gt-written').text(), 'Bi-monthly')
  assert.equal(html('.gt-guess').text(), 'every two months (not confirmed)')
  assert.equal(draw('as-read', 'asRead("", "")').root().text().trim(), 'No date given')
})

test('each problem in the summary links to its field', () => {
  const problems = [{ message: 'Enter a name', field: 'name' }, { message: 'Someone else changed this plan' }]
  const html = draw('error-summary', 'errorSummary(problems)', { problems })
  assert.equal(html('h2').text().trim(), 'There are 2 problems')
  assert.deepEqual(
    html('a')
      .map((_, link) => html(link).attr('href'))
      .get(),
    ['#name'],
  )
  assert.equal(draw('error-summary', 'errorSummary([])').html().trim(), '')
})

test('a silent action’s stitch is broken, and readers hear the sentence instead', () => {
  const html = draw('stitch-line', 'stitchLine([true, false, true])')
  assert.equal(html('i').length, 3)
  assert.equal(html('.gt-silent').length, 1)
  assert.equal(html('.gt-stitches').attr('aria-hidden'), 'true')
})

test('a sorted head says so and turns round', () => {
  const html = draw(
    'sortable-head',
    'sortableHead({ text: "When", href: "?sort=-due", sorted: "ascending" }, { note: "as written" })',
  )
  assert.equal(html('th').attr('aria-sort'), 'ascending')
  assert.equal(html('a').attr('href'), '?sort=-due')
})

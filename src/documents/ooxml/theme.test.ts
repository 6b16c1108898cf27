import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  drawingColour,
  indexedColour,
  mix,
  plainHex,
  readTheme,
  shadingColour,
  spreadsheetThemeColour,
  tintColour,
  visibleFill,
  wordThemeColour,
} from './theme.ts'
import { parseXml } from './xml.ts'

const office = readTheme(null)
const a = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
const drawn = (xml: string) => drawingColour(parseXml(xml.replace('>', ` ${a}>`), 'part'), office)

test('a theme replaces the Office colours it names and keeps the others', () => {
  const theme = readTheme(
    parseXml(
      `<a:theme ${a}><a:clrScheme><a:dk1><a:sysClr val="windowText" lastClr="111111"/></a:dk1><a:accent1><a:srgbClr val="abcdef"/></a:accent1></a:clrScheme></a:theme>`,
      'theme',
    ),
  )
  assert.deepEqual([theme.get('dk1'), theme.get('accent1'), theme.get('accent6')], ['111111', 'ABCDEF', '70AD47'])
})

test('written colours are read with and without alpha, and nothing else is', () => {
  assert.deepEqual(['00b050', 'FF00B050', '#00B050', 'auto', '', undefined, 'red'].map(plainHex), [
    '00B050',
    '00B050',
    '00B050',
    null,
    null,
    null,
    null,
  ])
  assert.deepEqual([visibleFill('FFFFFF'), visibleFill('FEFEFE'), visibleFill(null)], [null, 'FEFEFE', null])
})

test('Word theme names and tints give the colours Word shows, within its rounding', () => {
  assert.equal(wordThemeColour(office, 'accent6'), '70AD47')
  assert.equal(wordThemeColour(office, 'background1', undefined, 'D9'), 'D9D9D9')
  assert.equal(wordThemeColour(office, 'text1', '80'), '7F7F7F')
  assert.equal(wordThemeColour(office, 'unheard-of'), null)
})

test('a theme that was changed since wins over the colour written beside it', () => {
  const shading = parseXml(
    `<w:shd xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" w:val="clear" w:fill="123456" w:themeFill="accent6"/>`,
    'part',
  )
  assert.equal(shadingColour(shading, office), '70AD47')
})

test('drawing colours follow their steps in order', () => {
  assert.equal(
    drawn(
      '<a:solidFill><a:schemeClr val="accent6"><a:lumMod val="60000"/><a:lumOff val="40000"/></a:schemeClr></a:solidFill>',
    ),
    'A9D18E',
  )
  assert.equal(
    drawn('<a:solidFill><a:schemeClr val="bg1"><a:lumMod val="85000"/></a:schemeClr></a:solidFill>'),
    'D9D9D9',
  )
  assert.equal(drawn('<a:solidFill><a:prstClr val="red"/></a:solidFill>'), 'FF0000')
  assert.equal(drawn('<a:solidFill><a:scrgbClr r="100000" g="0" b="0"/></a:solidFill>'), 'FF0000')
  assert.equal(drawn('<a:solidFill><a:hslClr hue="7200000" sat="100000" lum="50000"/></a:solidFill>'), '00FF00')
  assert.equal(drawn('<a:solidFill><a:srgbClr val="FF0000"><a:alpha val="50000"/></a:srgbClr></a:solidFill>'), 'FF8080')
  assert.equal(drawn('<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'), null)
})

test('spreadsheet themes swap their first pairs, and tints go to white and to black, within Excel’s rounding', () => {
  assert.deepEqual(
    [0, 1, 2, 3].map((index) => spreadsheetThemeColour(office, index)),
    ['FFFFFF', '000000', 'E7E6E6', '44546A'],
  )
  assert.equal(spreadsheetThemeColour(office, 9, 0.5999938962981048), 'C5E0B4')
  assert.equal(tintColour('808080', -0.5), '404040')
  assert.equal(tintColour('808080', Number.NaN), '808080')
  assert.equal(spreadsheetThemeColour(office, 99), null)
})

test('the old palette has its colours, and none beyond', () => {
  assert.deepEqual(
    [indexedColour(10), indexedColour(17), indexedColour(51), indexedColour(64), indexedColour(200)],
    ['FF0000', '008000', 'FFCC00', '000000', null],
  )
})

test('a mixture stands between its colours', () => {
  assert.equal(mix('FF0000', 'FFFFFF', 0.5), 'FF8080')
  assert.equal(mix('000000', 'FFFFFF', 0), 'FFFFFF')
})

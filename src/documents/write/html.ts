import type { BandedTable, CellLine, Line, Paper, PaperBlock, PaperTable, RatingMark, TableCell } from '../paper.ts'
import { lineText } from '../paper.ts'
import { colours, columnWidths, edgeOf, markOf, requireContrast } from './look.ts'
import { escapeMarkup as asText } from './printable.ts'
import { drawRatingChart, markShape } from './rating-chart.ts'

/**
 * The paper to read as one accessible web page that needs nothing else: no script, no font, no picture from elsewhere.
 * Prints on A4 with its header rows repeated.
 */
export async function writeHtml(paper: Paper): Promise<Uint8Array> {
  requireContrast(paper.marks)
  return new TextEncoder().encode(new Page(paper).write())
}

class Page {
  readonly #paper: Paper
  #charts = 0
  #ids = 0
  readonly #contents: { level: number; id: string; text: string }[] = []

  constructor(paper: Paper) {
    this.#paper = paper
  }

  write(): string {
    const paper = this.#paper
    const parts = paper.parts.map((part) => {
      const heading = this.#heading(1, part.heading, part.isListed !== false)
      const blocks = part.blocks.map((block) => this.#block(block)).join('\n')
      return `<section class="part${part.isLandscape ? ' wide' : ''}">\n${heading}\n${blocks}\n</section>`
    })
    return `<!doctype html>
<html lang="${asText(paper.language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<meta name="description" content="${asText(paper.description)}">
<title>${asText([paper.title, paper.organisation].filter((one) => one !== null).join(' – '))}</title>
<style>${styles(paper.marks)}</style>
</head>
<body>
<a class="skip" href="#main">Skip to the paper</a>
<header class="cover">
${paper.cover.kicker === null ? '' : `<p class="kicker">${asText(paper.cover.kicker)}</p>`}
<h1>${asText(paper.title)}</h1>
${paper.subtitle === null ? '' : `<p class="subtitle">${asText(paper.subtitle)}</p>`}
</header>
<main id="main">
${this.#facts(paper.cover.facts)}
${this.#asks()}
${this.#contentsList()}
${parts.join('\n')}
</main>
<footer><p>${asText(paper.furniture.footLeft)}</p></footer>
</body>
</html>
`
  }

  #asks(): string {
    const asks = this.#paper.cover.asks
    if (asks === null) return ''
    return `<div class="asks"><h2>${asText(asks.heading)}</h2><ol>${asks.items.map((item) => `<li>${lines(item)}</li>`).join('')}</ol></div>`
  }

  #contentsList(): string {
    const items = this.#contents.filter((entry) => entry.level <= 2)
    if (items.length < 3) return ''
    return `<nav aria-label="Contents"><h2>Contents</h2><ul>${items
      .map((entry) => `<li class="level-${entry.level}"><a href="#${entry.id}">${asText(entry.text)}</a></li>`)
      .join('')}</ul></nav>`
  }

  /** The paper's title is the page's h1, so a paper's level 1 is h2 here. */
  #heading(level: number, text: string, isListed = true): string {
    const id = `part-${++this.#ids}`
    if (isListed) this.#contents.push({ level, id, text })
    return `<h${level + 1} id="${id}">${asText(text)}</h${level + 1}>`
  }

  #block(block: PaperBlock): string {
    switch (block.kind) {
      case 'heading':
        return this.#heading(block.level, block.text, block.isListed !== false)
      case 'paragraph':
        return `<p${block.tone === undefined || block.tone === 'body' ? '' : ` class="${block.tone}"`}>${this.#runs(block.line)}</p>`
      case 'list': {
        const tag = block.isOrdered ? 'ol' : 'ul'
        return `<${tag}>${block.items.map((item) => `<li>${this.#runs(item)}</li>`).join('')}</${tag}>`
      }
      case 'facts':
        return this.#facts(block.facts)
      case 'tiles':
        return `<ul class="tiles">${block.tiles
          .map(
            (tile) =>
              `<li><strong class="figure">${asText(tile.figure)}</strong> ${tile.rating === null ? `<span class="label">${asText(tile.label ?? '')}</span>` : this.#rating(tile.rating)}${tile.note === null ? '' : `<span class="note">${asText(tile.note)}</span>`}</li>`,
          )
          .join('')}</ul>`
      case 'chart': {
        const { svg } = drawRatingChart(block, this.#paper.marks, {
          font: 'Arial, Helvetica, sans-serif',
          idPrefix: `chart-${++this.#charts}`,
        })
        const label = `role="img" aria-label="${asText(block.alternative)}"`
        return `<figure class="chart">${svg.replace('<svg ', `<svg ${label} `)}</figure>`
      }
      case 'table':
        return this.#table(block)
      case 'banded-table':
        return this.#bandedTable(block)
    }
  }

  #table(table: PaperTable): string {
    const head = table.columns
      .map(
        (column) => `<th scope="col"${column.align === 'right' ? ' class="right"' : ''}>${asText(column.heading)}</th>`,
      )
      .join('')
    const row = (cells: TableCell[], isTotal: boolean) =>
      `<tr${isTotal ? ' class="total"' : ''}>${table.columns
        .map((column, index) => {
          const inner = this.#cell(cells[index])
          const side = column.align === 'right' ? ' class="right"' : ''
          const isName = index === 0 && column.align !== 'right'
          return isName ? `<th scope="row"${side}>${inner}</th>` : `<td${side}>${inner}</td>`
        })
        .join('')}</tr>`
    return `<div class="scroll" role="region" tabindex="0" aria-label="${asText(table.name)}"><table><caption>${asText(table.name)}</caption>${columnGroup(table.columns)}<thead><tr>${head}</tr></thead><tbody>${[
      ...table.rows.map((cells) => row(cells, false)),
      ...(table.totals ?? []).map((cells) => row(cells, true)),
    ].join('')}</tbody></table></div>`
  }

  /** One table a group: its caption is the band, its heads repeat in print, and the section is a heading above. */
  #bandedTable(table: BandedTable): string {
    const head = table.columns.map((column) => `<th scope="col">${asText(column.heading)}</th>`).join('')
    return table.sections
      .map((section) => {
        const heading = section.heading === null ? '' : this.#heading(2, section.heading)
        const groups = section.groups.map((group) => {
          const words = group.band === null ? '' : this.#runs(group.band)
          const name = group.band === null ? table.name : lineText(group.band, this.#paper.marks)
          const aside = group.aside === null ? '' : ` <span class="aside">${this.#runs(group.aside)}</span>`
          const level = section.heading === null ? 3 : 4
          const band = words === '' ? '' : `<h${level} class="band">${words}${aside}</h${level}>`
          const about = group.about
            .map(
              (one) =>
                `<p class="label">${asText(one.label)}</p><ul>${one.items.map((item) => `<li>${lines(item)}</li>`).join('')}</ul>`,
            )
            .join('')
          const rows = group.rows
            .map(
              (cells) =>
                `<tr>${table.columns.map((_column, index) => `<td>${this.#cell(cells[index])}</td>`).join('')}</tr>`,
            )
            .join('')
          const body =
            rows === ''
              ? ''
              : `<div class="scroll" role="region" tabindex="0" aria-label="${asText(name)}"><table class="plan">${columnGroup(table.columns)}<thead><tr>${head}</tr></thead><tbody>${rows}</tbody></table></div>`
          return `${band}${about}${body}`
        })
        return `${heading}\n${groups.join('\n')}`
      })
      .join('\n')
  }

  #cell(cell: TableCell | undefined): string {
    const out: string[] = []
    let bullets: CellLine[] = []
    const flush = () => {
      if (bullets.length > 0)
        out.push(`<ul>${bullets.map((line) => `<li>${this.#runs(line.runs)}</li>`).join('')}</ul>`)
      bullets = []
    }
    for (const line of cell?.lines ?? []) {
      if (line.isBullet === true) {
        bullets.push(line)
        continue
      }
      flush()
      out.push(`<p${line.isSmall === true ? ' class="small"' : ''}>${this.#runs(line.runs)}</p>`)
    }
    flush()
    return out.length === 1 && bullets.length === 0 && cell?.lines.length === 1 && cell.lines[0]?.isBullet !== true
      ? this.#runs(cell.lines[0]?.runs ?? [])
      : out.join('')
  }

  #runs(line: Line): string {
    return line
      .map((run) => {
        if ('rating' in run) return this.#rating(run.rating)
        let words = lines(run.text)
        if (run.isBold === true) words = `<strong>${words}</strong>`
        if (run.isMuted === true) words = `<span class="muted">${words}</span>`
        return words
      })
      .join('')
  }

  #rating(id: string): string {
    const mark = markOf(this.#paper.marks, id)
    const index = this.#paper.marks.indexOf(mark)
    const shape = `<svg viewBox="0 0 12 12" width="10" height="10" aria-hidden="true" focusable="false">${markShape(mark.shape, 6, 6, 5, `#${mark.ink}`)}</svg>`
    return `<span class="rating rating-${index}">${shape} ${asText(mark.word)}</span>`
  }

  #facts(facts: { label: string; value: string }[]): string {
    if (facts.length === 0) return ''
    return `<dl>${facts.map((fact) => `<div><dt>${asText(fact.label)}</dt><dd>${lines(fact.value)}</dd></div>`).join('')}</dl>`
  }
}

const lines = (text: string) => asText(text).replaceAll('\n', '<br>')

function columnGroup(columns: PaperTable['columns']): string {
  const widths = columnWidths(columns, 269, 1)
  const total = widths.reduce((a, b) => a + b, 0)
  return `<colgroup>${widths.map((width) => `<col style="width:${((width / total) * 100).toFixed(1)}%">`).join('')}</colgroup>`
}

function styles(marks: readonly RatingMark[]): string {
  const c = colours
  const ratings = marks
    .map((mark, index) => `.rating-${index}{background:#${mark.fill};color:#${mark.ink};border-color:#${edgeOf(mark)}}`)
    .join('')
  return `
*{box-sizing:border-box}
body{margin:0;font:1rem/1.5 Arial,Helvetica,sans-serif;color:#${c.ink};background:#fff}
.skip{position:absolute;left:-999em}.skip:focus{left:1rem;top:1rem;background:#fff;padding:.5rem;z-index:1}
a{color:#14324a}a:focus,.scroll:focus{outline:3px solid #b07a12;outline-offset:2px}
.cover{background:#${c.navy};color:#fff;padding:2.5rem max(1rem,calc(50vw - 40rem));border-bottom:.4rem solid #${c.goldOnNavy}}
.cover h1{font-size:2.25rem;line-height:1.15;margin:1rem 0 .5rem}.kicker{font-weight:bold;margin:0}.subtitle{font-size:1.25rem;margin:0}
main,footer{max-width:82rem;margin:0 auto;padding:1rem}
h2{font-size:1.6rem;color:#${c.navy};margin:2.5rem 0 .75rem;padding-bottom:.4rem;border-bottom:2px solid #${c.gold}}
h3{font-size:1.2rem;color:#${c.navy};margin:2rem 0 .5rem}h4{font-size:1rem;margin:1.25rem 0 0}
.band{background:#${c.band};padding:.5rem .6rem;margin:1.5rem 0 0;font-size:1rem;font-weight:normal;color:#${c.ink};border:0}
.aside{float:right}.lead{font-size:1.15rem}.small,.note{font-size:.875rem;color:#${c.muted}}.label{font-weight:bold;color:#${c.navy};margin:.75rem 0 .25rem}
.muted{color:#${c.muted}}
dl{margin:1rem 0}dl div{display:flex;flex-wrap:wrap;border-bottom:1px solid #${c.rule};padding:.4rem 0}dt{font-weight:bold;flex:0 0 11rem}dd{margin:0;flex:1 1 16rem}
.asks{background:#${c.tint};border-left:.35rem solid #${c.gold};padding:.5rem 1.25rem 1rem;margin:1.5rem 0}.asks h2{border:0;margin:.75rem 0 .25rem;font-size:1.25rem}
nav ul{list-style:none;padding:0}.level-2{padding-left:1.5rem}.level-1{font-weight:bold;margin-top:.4rem}
.tiles{display:flex;flex-wrap:wrap;gap:.6rem;list-style:none;padding:0}.tiles li{flex:1 1 8rem;border:1px solid #${c.rule};border-radius:.2rem;padding:.6rem}
.figure{display:block;font-size:2.2rem;line-height:1.1;color:#${c.navy};margin-bottom:.3rem}.note{display:block;margin-top:.3rem}
.rating{display:inline-block;font-weight:bold;font-size:.875rem;line-height:1.2;padding:.15rem .45rem;border:1.5px solid;border-radius:.15rem;white-space:nowrap}
${ratings}
.chart{margin:1rem 0}.chart svg{max-width:100%;height:auto}
.scroll{overflow-x:auto}table{border-collapse:collapse;width:100%;font-size:.9rem;line-height:1.35}
caption{position:absolute;left:-999em}
th,td{text-align:left;vertical-align:top;padding:.45rem .55rem;border-bottom:1px solid #${c.rule};overflow-wrap:anywhere}
thead th{background:#${c.navy};color:#fff;vertical-align:bottom;overflow-wrap:normal}.plan thead th{background:#${c.tint};color:#${c.ink}}.plan{min-width:56rem}
tbody th{font-weight:normal}.total{background:#${c.tint};font-weight:bold}.total th{font-weight:bold}.right{text-align:right}
td p{margin:0 0 .3rem}td ul{margin:0;padding-left:1.1rem}
footer{border-top:1px solid #${c.rule};color:#${c.muted};font-size:.875rem}
@page{size:A4;margin:18mm 16mm}@page wide{size:A4 landscape;margin:14mm}
@media print{body{font-size:10pt}.skip{display:none}.wide{page:wide}.scroll{overflow:visible}.plan{min-width:0}thead{display:table-header-group}tr{break-inside:avoid}h2,h3,h4{break-after:avoid}.part h2{break-before:page}.cover,.rating,thead th,.band,.asks,.total,.chart svg{print-color-adjust:exact;-webkit-print-color-adjust:exact}table{font-size:8.5pt}}
`
}

// Makes the review quicker: choosing re-reads at once, the page keeps its place, and the doubtful cell is in sight.

for (const form of document.querySelectorAll('form[data-submit-on-change]')) {
  const button = form.querySelector('button')
  button.classList.add('govuk-visually-hidden')
  button.tabIndex = -1
  form.querySelector('select').addEventListener('change', () => form.requestSubmit())
}

// Typing an answer of one's own chooses it.
for (const box of document.querySelectorAll('[data-chooses]')) {
  const radio = document.getElementById(box.dataset.chooses)
  box.addEventListener('input', () => {
    radio.checked = box.value !== ''
  })
}

// Where a page comes back after a form of it was sent, it stands where it stood.
const key = `scroll ${location.pathname}`
const kept = sessionStorage.getItem(key)
if (kept !== null) {
  sessionStorage.removeItem(key)
  scrollTo({ top: Number(kept), behavior: 'instant' })
}
for (const form of document.querySelectorAll('form[data-submit-on-change], form[data-quiet]'))
  form.addEventListener('submit', () => sessionStorage.setItem(key, String(scrollY)))

for (const box of document.querySelectorAll('details[data-remember-open]')) {
  const name = `open ${location.pathname} ${box.dataset.rememberOpen}`
  const before = sessionStorage.getItem(name)
  if (before !== null) box.open = before === 'yes'
  box.addEventListener('toggle', () => sessionStorage.setItem(name, box.open ? 'yes' : 'no'))
}

// The lit cell comes into sight inside its own box, without moving the page.
const sheet = document.querySelector('.gt-source')
const lit = sheet?.querySelector('.gt-lit--now, .gt-source__box--now')
if (lit) {
  const [inner, outer] = [lit.getBoundingClientRect(), sheet.getBoundingClientRect()]
  sheet.scrollTop += inner.top - outer.top - outer.height / 3
  sheet.scrollLeft += Math.max(0, Math.min(inner.right - outer.right + 20, inner.left - outer.left - 20))
}

// Opens the form of one row under that row, so that a person stays where they read. Without this, the link leads to its page.
for (const link of document.querySelectorAll('a[data-edit-in-place]')) {
  link.addEventListener('click', async (event) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return
    event.preventDefault()
    const row = link.closest('tr')
    const open = row.nextElementSibling
    if (open?.classList.contains('gt-edit-here')) return close(open, link)
    try {
      const answer = await fetch(link.href)
      if (!answer.ok) throw new Error(String(answer.status))
      const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
      const form = page.querySelector('main form[data-keep]')
      if (form === null) throw new Error('no form')
      place(form, row, link)
    } catch {
      location.href = link.href
    }
  })
}

function place(form, row, link) {
  const holder = document.createElement('tr')
  holder.className = 'gt-edit-here'
  const cell = holder.insertCell()
  cell.colSpan = row.cells.length
  // Two rows may be open at once: ids stay their own.
  const mark = `here-${row.id}-`
  for (const each of form.querySelectorAll('[id]')) each.id = mark + each.id
  for (const [name, list] of [
    ['for', '[for]'],
    ['list', '[list]'],
    ['aria-describedby', '[aria-describedby]'],
  ])
    for (const each of form.querySelectorAll(list))
      each.setAttribute(
        name,
        each
          .getAttribute(name)
          .split(' ')
          .map((id) => mark + id)
          .join(' '),
      )
  form.setAttribute('data-quiet', '')
  form.addEventListener('submit', () => sessionStorage.setItem(`scroll ${location.pathname}`, String(scrollY)))
  // The page's one green button stays the one at its end.
  form.querySelector('.govuk-button')?.classList.add('govuk-button--secondary')
  const leave = [...form.querySelectorAll('a')].find((each) => each.getAttribute('href') === location.pathname)
  leave?.addEventListener('click', (event) => {
    event.preventDefault()
    close(holder, link)
  })
  form.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') close(holder, link)
  })
  cell.append(form)
  row.after(holder)
  link.setAttribute('aria-expanded', 'true')
  form.querySelector('textarea, input:not([type=hidden])').focus()
}

function close(holder, link) {
  holder.remove()
  link.removeAttribute('aria-expanded')
  link.focus()
}

// A lost connection, a closed tab or a session that ran out must not lose a person's words: what is typed into forms marked
// data-keep stays in this browser until a page confirms that it was taken.
export function keepTypedWords() {
  if (document.querySelector('.gt-said') !== null) forgetSent()
  for (const form of document.querySelectorAll('form[data-keep]')) {
    const key = `${prefix}${form.dataset.keep}`
    restore(form, key)
    const keep = (isSent) => sessionStorage.setItem(key, JSON.stringify({ isSent, words: typedIn(form) }))
    form.addEventListener('input', () => keep(false))
    form.addEventListener('submit', () => keep(true))
  }
}

const prefix = 'golden-thread words '

function forgetSent() {
  for (const key of Object.keys(sessionStorage))
    if (key.startsWith(prefix) && JSON.parse(sessionStorage.getItem(key)).isSent) sessionStorage.removeItem(key)
}

/** Into empty fields only: what the server shows again after a fault is newer. */
function restore(form, key) {
  const { words = {} } = JSON.parse(sessionStorage.getItem(key) ?? '{}')
  for (const area of form.querySelectorAll('textarea')) if (area.value === '') area.value = words[area.name] ?? ''
}

const typedIn = (form) =>
  Object.fromEntries([...form.querySelectorAll('textarea')].map((area) => [area.name, area.value]))

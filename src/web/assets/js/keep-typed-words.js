// A lost connection or a closed tab must not lose a person's words: forms marked data-keep are kept in this browser until sent.
export function keepTypedWords() {
  for (const form of document.querySelectorAll('form[data-keep]')) {
    const key = `golden-thread ${form.dataset.keep}`
    restore(form, key)
    form.addEventListener('input', () => sessionStorage.setItem(key, JSON.stringify(typedIn(form))))
    form.addEventListener('submit', () => sessionStorage.setItem(`${key} sent`, '1'))
  }
}

function restore(form, key) {
  const kept = JSON.parse(sessionStorage.getItem(key) ?? 'null')
  const wasSent = sessionStorage.getItem(`${key} sent`) !== null
  sessionStorage.removeItem(`${key} sent`)
  // After sending, the server's answer is the truth: it shows the words again if something was wrong with them.
  if (kept === null || wasSent) return sessionStorage.removeItem(key)
  for (const area of form.querySelectorAll('textarea')) if (area.value === '') area.value = kept[area.name] ?? ''
}

const typedIn = (form) =>
  Object.fromEntries([...form.querySelectorAll('textarea')].map((area) => [area.name, area.value]))

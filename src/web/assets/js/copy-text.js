// A one-time link is long; with script it is copied by a button that is not there without.
export function copyOnPress() {
  for (const button of document.querySelectorAll('button[data-copy]')) {
    const field = document.getElementById(button.dataset.copy)
    button.hidden = navigator.clipboard === undefined
    button.addEventListener('click', async () => {
      await navigator.clipboard.writeText(field.value)
      button.textContent = 'Copied'
    })
  }
}

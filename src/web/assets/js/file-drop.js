// Files may be dropped on the whole dashed box, not only on the browser's small button.
export function takeDroppedFiles() {
  for (const box of document.querySelectorAll('[data-file-drop]')) {
    const input = box.querySelector('input[type=file]')
    const said = box.querySelector('[data-file-said]')
    const show = () => {
      if (said) said.textContent = [...input.files].map((file) => file.name).join(', ')
    }
    input.addEventListener('change', show)
    for (const kind of ['dragover', 'dragleave', 'drop'])
      box.addEventListener(kind, (event) => {
        event.preventDefault()
        box.classList.toggle('gt-file-drop--over', kind === 'dragover')
      })
    box.addEventListener('drop', (event) => {
      if (event.dataTransfer.files.length === 0) return
      input.files = event.dataTransfer.files
      input.dispatchEvent(new Event('change', { bubbles: true }))
    })
  }
}

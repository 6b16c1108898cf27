// Word and Excel also give the clipboard the table itself, with its merged cells and colours: that is kept beside the text.
const box = document.querySelector('[data-paste-table]')
const kept = document.querySelector('[data-pasted-html]')
const said = document.querySelector('[data-paste-said]')

box.addEventListener('paste', (event) => {
  const html = event.clipboardData.getData('text/html')
  const isWhole = box.value.trim() === '' || box.selectionEnd - box.selectionStart === box.value.length
  if (!isWhole || !/<table/i.test(html)) return
  kept.value = html
  said.textContent = 'The table is kept with its merged cells and colours.'
})

// Once a person changes the words, the words are what counts.
box.addEventListener('input', (event) => {
  if (event.inputType === 'insertFromPaste' || kept.value === '') return
  kept.value = ''
  said.textContent = 'You changed the words, so the words as they stand here are read.'
})

// Shows how words for a date are read while they are typed; without script the server shows it before it saves.
export function readWhenAsTyped() {
  for (const field of document.querySelectorAll('[data-reads-when]')) {
    const input = field.querySelector('input[type=text]')
    const seen = field.querySelector('input[type=hidden]')
    const reading = field.querySelector('.gt-when__reading')
    let waiting
    input.addEventListener('input', () => {
      clearTimeout(waiting)
      waiting = setTimeout(() => show(input, seen, reading), 250)
    })
  }
}

async function show(input, seen, reading) {
  const words = input.value
  try {
    const answer = await fetch(`/timescales/read?${new URLSearchParams({ words })}`)
    if (!answer.ok || input.value !== words) return
    const read = await answer.json()
    reading.textContent = read.reading === '' ? '' : `Read as ${read.reading}.${read.doubt ? ` ${read.doubt}` : ''}`
    seen.value = read.text
  } catch {
    // The server shows the reading before it saves.
  }
}

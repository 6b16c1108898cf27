// Asks quietly how far the reading is, and opens the page anew when something has changed.
const list = document.querySelector('[data-wait-for]')
const shown = { state: 'Being read', stages: Number(list.dataset.stages) }

async function look() {
  try {
    const answer = await fetch(list.dataset.waitFor, { headers: { accept: 'application/json' } })
    const now = await answer.json()
    if (now.state !== shown.state || now.stages !== shown.stages) return location.reload()
  } catch {
    // The network went for a moment; the next look may find it again.
  }
  setTimeout(look, 1000)
}

setTimeout(look, 600)

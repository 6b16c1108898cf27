// With script, choosing is enough; without, there is the button.
export function submitFiltersOnChange() {
  for (const form of document.querySelectorAll('form[data-filter-bar]'))
    for (const select of form.querySelectorAll('select')) select.addEventListener('change', () => form.requestSubmit())
}

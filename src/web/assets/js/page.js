// Makes every page quicker; nothing depends on it. GOV.UK's own behaviours first, then ours.

import { copyOnPress } from 'asset:copy-text.js'
import { takeDroppedFiles } from 'asset:file-drop.js'
import { submitFiltersOnChange } from 'asset:filter-bar.js'
import { initAll } from 'asset:govuk-frontend.js'
import { keepTypedWords } from 'asset:keep-typed-words.js'
import { readWhenAsTyped } from 'asset:read-when.js'

document.body.classList.add('js-enabled', 'govuk-frontend-supported')
initAll()
keepTypedWords()
submitFiltersOnChange()
takeDroppedFiles()
copyOnPress()
readWhenAsTyped()

/** What stands on the stage: sheets that are open, and the parts of a page that actions reach. */

import type { Timeline } from '../timeline/api'

class Stage {
  palette = $state(false)
  keyMap = $state(false)
  episodes = $state(false)
  history = $state(false)
  newShow = $state(false)
  /** The sheet that numbers cues anew. */
  renumber = $state(false)
  /** The form that says how a cue sheet leaves the house. */
  exportSheet = $state(false)
  /** Whether the profile is edited beside the sheet. */
  editProfile = $state(false)
  /** The catalogue sheet that is being taken in. */
  catalogue = $state<string | undefined>()
  timeline: Timeline | undefined
  /** Puts the caret in the search field. */
  search: (() => void) | undefined
  /** Puts the caret in the field for a note. */
  note: (() => void) | undefined
  /** Puts the keys on what tags suggest. */
  suggestions: (() => void) | undefined
  /** Opens the title of the selected track for editing. */
  editTrack: (() => void) | undefined
}

export const stage = new Stage()

/** Whether something lies over the page and takes the keys. */
export const covered = () =>
  stage.palette || stage.keyMap || stage.renumber || stage.newShow || stage.exportSheet || stage.catalogue !== undefined

/** Makes a list of suggestions the one that takes the keys, until what it returns is called. */
export function offerSuggestions(focus: () => void): () => void {
  stage.suggestions = focus
  return () => {
    if (stage.suggestions === focus) stage.suggestions = undefined
  }
}

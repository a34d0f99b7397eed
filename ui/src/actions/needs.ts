/** Why an action cannot be run now: what to select or set first, said where its key is pressed. */

import type { Action, Context } from './action'

const something = 'Select something on the timeline first.'
const music = 'Select music on the timeline first.'
const aCue = 'Select a cue first.'
const aTrack = 'Select a track first.'
const aRange = 'Set a range first: I and O at the playhead, or a drag on the ruler with Shift.'
const aRight = 'Select a right first.'
const toJudge = 'There is no cue here to answer for.'

/** What actions want, by their ids; those of a row that all want the same by what their ids begin with. */
const wants: Readonly<Record<string, string>> = {
  'edit.remove': something,
  'edit.rippleDelete': something,
  'edit.cut': something,
  'edit.copy': something,
  'edit.paste': 'Nothing has been copied yet.',
  'edit.nudge': something,
  'edit.heal': 'Select both sides of a split first.',
  'edit.join': 'Select music of two or more cues first.',
  'edit.group': 'Select two or more pieces of music first.',
  'edit.ungroup': 'Select music of a group first.',
  'edit.mute': music,
  'edit.roll.': music,
  'edit.slip': music,
  'edit.lock': music,
  'edit.backTime': music,
  'edit.duplicate': music,
  'edit.lane': music,
  'edit.lift': aRange,
  'edit.extract': aRange,
  'edit.pickHeard': aCue,
  'edit.hear': aCue,
  'cue.open': aCue,
  'cue.comp': aCue,
  'cue.suggestions': 'Nothing is suggested for what is selected.',
  'cue.takeSuggestions': 'Nothing is suggested for what is selected.',
  'library.': aTrack,
  'review.': toJudge,
  'clear.': aRight,
}

/** Why it cannot be run, as a sentence; undefined where nobody would wonder. */
export function whyNot(action: Action, found: Context): string | undefined {
  const { show, cut } = found
  if (show === null || action.enabled(found)) return undefined
  if (show.readOnly && action.enabled({ ...found, show: { ...show, readOnly: false } })) {
    return 'This show is open to be read, not to be changed.'
  }
  if (cut === null && (found.page === 'spot' || found.page === 'review')) return 'Add an episode first.'
  const longest = Object.keys(wants)
    .filter((start) => action.id.startsWith(start))
    .toSorted((a, b) => b.length - a.length)
  return longest[0] === undefined ? undefined : wants[longest[0]]
}

/** All actions, and the way from a key to the one it means. */

import { chordOf, isTouched, shown, typesInto, wasTypedInto, worksControl, type Chord } from '../lib/keys'
import type { Page } from '../lib/pages'
import { covered } from '../lib/stage.svelte'
import { refuse, say } from '../lib/toasts.svelte'
import { webCommand } from '../lib/web-command'
import { context, type Action } from './action'
import { clearActions } from './clear'
import { keys } from './keys.svelte'
import { deliverActions } from './deliver'
import { editActions } from './edit'
import { letterActions } from './letters'
import { whyNot } from './needs'
import { libraryActions } from './library'
import { playbackActions } from './playback'
import { productionActions } from './production'
import { reviewActions } from './review'
import { showActions } from './show'
import { viewActions } from './view'

export const actions: readonly Action[] = [
  ...showActions,
  ...playbackActions,
  ...editActions,
  ...productionActions,
  ...libraryActions,
  ...reviewActions,
  ...clearActions,
  ...deliverActions,
  ...letterActions,
  ...viewActions,
]

const byId = new Map(actions.map((action) => [action.id, action]))
keys.know(actions)

export function actionOf(id: string): Action | undefined {
  return byId.get(id)
}

/** The action that a chord means on a page. One that names the page goes before one for all. */
export function actionFor(chord: Chord, page: Page): Action | undefined {
  const found = actions.filter((action) => keys.of(action).includes(chord))
  return found.find((action) => action.pages?.includes(page)) ?? found.find((action) => action.pages === undefined)
}

/** Runs an action if it can be run now, else says why not; tells whether it was run. */
function run(action: Action, chord?: Chord): boolean {
  const found = context()
  if (!action.enabled(found)) {
    const why = whyNot(action, found)
    if (why !== undefined) say(why)
    return false
  }
  void (async () => {
    try {
      await action.run(found, chord)
    } catch (reason) {
      refuse(reason)
    }
  })()
  return true
}

export function runById(id: string): void {
  const action = byId.get(id)
  if (action !== undefined) run(action)
}

/** A key pressed anywhere in the window. What a field, a list or a menu used is not used twice. */
export function press(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing) return
  const chord = chordOf(event)
  if (chord === undefined) return
  const found = context()
  const action = actionFor(chord, found.page)
  if (action === undefined) return
  const typing = typesInto(event.target) && action.whileTyping !== true
  if (typing && undoesText(action, event.target)) {
    event.preventDefault()
    return
  }
  if (typing && !leavesField(action, chord) && !undoesShow(action, event.target)) return
  const isOver = covered() || inOverlay(event.target)
  if (isOver && action.whileTyping !== true && !undoesSheet(action, event.target)) return
  if (worksControl(event.target, chord)) return
  // Keys that are ours never do what the web view would do with them (print, find, reload).
  event.preventDefault()
  run(action, chord)
}

/** What fields do themselves with a chord. */
const ofFields: readonly Chord[] = ['Mod+A', 'Mod+Shift+Enter']

/** Whether a chord pressed in a field means the show rather than the text: it opens, imports or exports something. */
function leavesField({ group }: Action, chord: Chord): boolean {
  const isNoText = (chord.startsWith('Mod+') && !ofFields.includes(chord)) || /^F\d+$/.test(chord)
  return isNoText && ['Show', 'Library', 'Deliver'].includes(group)
}

/** Takes back what was typed, or types it again; web views of GTK do not by themselves. */
function undoesText({ id }: Action, field: EventTarget | null): boolean {
  if (id === 'edit.undo') return isTouched(field) && webCommand('undo')
  return id === 'edit.redo' && wasTypedInto(field) && webCommand('redo')
}

/** Whether undo or redo means the show: the field has nothing of its own to take back. */
function undoesShow({ id }: Action, field: EventTarget | null): boolean {
  return (id === 'edit.undo' || id === 'edit.redo') && !isTouched(field)
}

/** Whether undo or redo is pressed in a sheet whose every field is an edit of the show, and in no form that is sent whole. */
function undoesSheet(action: Action, target: EventTarget | null): boolean {
  const place = target instanceof Element ? target.closest('[data-edits], form') : null
  return place?.matches('[data-edits]') === true && undoesShow(action, target)
}

/** Whether a press goes to a menu or sheet that lies over the page: its letters and arrows are its own. */
function inOverlay(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('[role="menu"], [role="dialog"], [role="listbox"]') !== null
}

/** The keys of an action as menus show them. */
export function keysOf(id: string): string {
  const action = byId.get(id)
  const first = action === undefined ? undefined : keys.of(action)[0]
  return first === undefined ? '' : shown(first)
}

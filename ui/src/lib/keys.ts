/** Keys as they are written in the action registry, pressed, and shown. */

import { isMac } from '../platform'

/** `Mod+Shift+Z`: modifiers in this order, then a key as `KeyboardEvent.key` has it, letters in capitals. */
export type Chord = string

/** The keys 1 to 9. */
export const digits: readonly Chord[] = ['1', '2', '3', '4', '5', '6', '7', '8', '9']

/** What of a key press names a chord. */
export type Press = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>

/** The chord of a press, or undefined for a modifier alone. */
export function chordOf(press: Press, mac: boolean = isMac): Chord | undefined {
  const key = keyOf(press)
  if (key === undefined) return undefined
  const mod = mac ? press.metaKey : press.ctrlKey
  const other = mac ? press.ctrlKey : press.metaKey
  // Shift is part of how a sign is typed on some keyboards, and part of the command on letters and named keys.
  const shift = press.shiftKey && (key.length > 1 || /^[A-Z]$/.test(key))
  return [mod && 'Mod', other && 'Other', press.altKey && 'Alt', shift && 'Shift', key].filter(Boolean).join('+')
}

function keyOf(press: Press): string | undefined {
  if (['Control', 'Shift', 'Alt', 'Meta', 'AltGraph', 'Dead', 'Unidentified'].includes(press.key)) return undefined
  if (press.key === ' ') return 'Space'
  // A digit is its key, also where digits need Shift.
  const digit = /^(?:Digit|Numpad)(\d)$/.exec(press.code)
  if (digit?.[1] !== undefined) return digit[1]
  // A letter is the one printed on the key, also under a layout of other letters.
  if (/^[a-z]$/i.test(press.key)) return press.key.toUpperCase()
  if (press.key.length === 1 && /\p{L}/u.test(press.key)) return /^Key([A-Z])$/.exec(press.code)?.[1] ?? press.key
  return press.key
}

const macSigns: Readonly<Record<string, string>> = { Mod: '⌘', Other: '⌃', Alt: '⌥', Shift: '⇧' }
const names: Readonly<Record<string, string>> = {
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  Escape: 'Esc',
  Delete: 'Del',
}

/** A chord as it is shown: `Ctrl Shift Z`, on a Mac `⇧⌘Z`. */
export function shown(chord: Chord, mac: boolean = isMac): string {
  // The sign of addition is a key too: `+`, `Mod++`.
  const parts = chord.split(/\+(?=.)/)
  if (mac) return parts.map((part) => macSigns[part] ?? names[part] ?? part).join('')
  return parts.map((part) => (part === 'Mod' ? 'Ctrl' : (names[part] ?? part))).join(' ')
}

/**
 * Controls that were clicked, until Tab or an arrow comes to them: a sheet that was opened with the mouse gives the focus
 * back to its button, which is chosen by nobody then.
 */
const clicked = new WeakSet<Element>()

/** Whether a press is typed into something: such keys belong to the field. */
export function typesInto(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target.isContentEditable) return true
  if (target instanceof HTMLInputElement) return !['checkbox', 'radio', 'button', 'range'].includes(target.type)
  // What was chosen with the mouse is chosen: the next keys are the page's, until Tab or an arrow comes to the list.
  if (target instanceof HTMLSelectElement) return !clicked.has(target)
  return target instanceof HTMLTextAreaElement
}

/** Whether a key is held that moves the focus. */
let isMoving = false
const moves = (key: string) => key === 'Tab' || key.startsWith('Arrow')

/** The field that was typed into since it got the focus, and what stood in it then. */
let touched: EventTarget | null = null
let began = ''

const textIn = (field: EventTarget | null): string =>
  field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement ? field.value : ''

/** Whether something was typed into a field since it got the focus, also where it was taken back. */
export const wasTypedInto = (field: EventTarget | null): boolean => field !== null && touched === field

/** Whether what a field holds was typed since it got the focus: only then has the field itself something to undo. */
export const isTouched = (field: EventTarget | null): boolean =>
  field !== null && touched === field && textIn(field) !== began

/** Whether a press is a key alone, or with Shift: chords with other modifiers are never a list's or a field's own. */
export const isPlain = (press: Pick<KeyboardEvent, 'ctrlKey' | 'metaKey' | 'altKey'>): boolean =>
  !press.ctrlKey && !press.metaKey && !press.altKey

/** Notes how controls get the focus; until the returned function is called. */
export function watchFocus(page: Window): () => void {
  const life = new AbortController()
  const how = { capture: true, signal: life.signal }
  page.addEventListener(
    'pointerdown',
    ({ target }) => {
      const control = controlOf(target)
      if (control !== null) clicked.add(control)
      isMoving = false
    },
    how,
  )
  page.addEventListener('keydown', ({ key }) => (isMoving = moves(key)), how)
  page.addEventListener('keyup', () => (isMoving = false), how)
  page.addEventListener(
    'focusin',
    ({ target }) => {
      touched = null
      began = textIn(target)
      const control = controlOf(target)
      if (control !== null && isMoving) clicked.delete(control)
    },
    how,
  )
  // A list that drops down has nothing of its own to undo.
  page.addEventListener('input', ({ target }) => (touched = target instanceof HTMLSelectElement ? null : target), how)
  return () => life.abort()
}

/**
 * Whether Space or Enter pressed here works a control. A control that was clicked keeps the focus; the keys then go on
 * to play and stop. `:focus-visible` alone does not tell: WebKit shows the focus of a clicked control from the first
 * key on.
 */
export function worksControl(target: EventTarget | null, chord: Chord): boolean {
  if (chord !== 'Space' && chord !== 'Enter') return false
  const control = controlOf(target)
  return control !== null && !clicked.has(control) && control.matches(':focus-visible')
}

function controlOf(target: EventTarget | null): Element | null {
  if (!(target instanceof Element)) return null
  return target.closest('button, a, summary, [role="menuitem"], [role="option"], [role="tab"], input, select')
}

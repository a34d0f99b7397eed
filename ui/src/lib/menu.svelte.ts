/**
 * Context menus: one mechanism for every page. A part of a page says what its menu offers with `withMenu`; the shell
 * draws the one that is open. The web view's own menu is never shown.
 */

import type { Attachment } from 'svelte/attachments'
import { webCommand } from './web-command'

export interface MenuItem {
  readonly title: string
  /** The keys that do the same, as they are shown. */
  readonly keys?: string
  readonly disabled?: boolean
  readonly testid?: string
  readonly run: () => unknown
}

/** An item, or a line between groups of items. */
export type MenuEntry = MenuItem | 'line'

interface OpenMenu {
  readonly x: number
  readonly y: number
  readonly entries: readonly MenuEntry[]
  /** Leaves the focus where it is: the menu of a field acts on what is selected in it. */
  readonly keepsFocus: boolean
  readonly testid: string
}

class Menu {
  open = $state.raw<OpenMenu | undefined>()
}

export const menu = new Menu()

type Offer = (event: MouseEvent) => readonly MenuEntry[]

const offers = new WeakMap<Element, Offer>()

/** Gives an element a menu of its own; `offer` is asked when it is opened, and may say that there is nothing. */
export function withMenu(offer: Offer): Attachment {
  return (element) => {
    offers.set(element, offer)
    return () => offers.delete(element)
  }
}

/** Lines only between items: none at the ends, and no two in a row. */
function tidied(entries: readonly MenuEntry[]): readonly MenuEntry[] {
  const kept = entries.filter((entry, at) => entry !== 'line' || (at > 0 && entries[at - 1] !== 'line'))
  return kept.at(-1) === 'line' ? kept.slice(0, -1) : kept
}

export function openMenu(
  { clientX, clientY }: Pick<MouseEvent, 'clientX' | 'clientY'>,
  entries: readonly MenuEntry[],
  { keepsFocus = false, testid = 'context-menu' } = {},
): void {
  const shown = tidied(entries)
  menu.open = shown.length === 0 ? undefined : { x: clientX, y: clientY, entries: shown, keepsFocus, testid }
}

export function closeMenu(): void {
  menu.open = undefined
}

/** A press of the right button, or of the menu key, anywhere in the window. */
export function askForMenu(event: MouseEvent): void {
  const ours = event.defaultPrevented
  event.preventDefault()
  // Who prevented it has opened a menu already.
  if (ours || !(event.target instanceof Element)) return
  const field = event.target.closest('input, textarea')
  if (isTextField(field)) {
    field.focus()
    openMenu(event, ofField(field), { keepsFocus: true, testid: 'field-menu' })
    return
  }
  const selected = getSelection()?.toString() ?? ''
  const copy: readonly MenuEntry[] =
    selected === '' ? [] : [{ title: 'Copy text', run: () => webCommand('copy') }, 'line']
  openMenu(event, [...copy, ...ofPage(event.target, event)])
}

/** What the innermost part of the page with a menu offers. */
function ofPage(target: Element, event: MouseEvent): readonly MenuEntry[] {
  for (let at: Element | null = target; at !== null; at = at.parentElement) {
    const entries = offers.get(at)?.(event)
    if (entries !== undefined && entries.length > 0) return entries
  }
  return []
}

type TextField = HTMLInputElement | HTMLTextAreaElement

function isTextField(field: Element | null): field is TextField {
  if (field instanceof HTMLTextAreaElement) return true
  return field instanceof HTMLInputElement && !['checkbox', 'radio', 'button', 'range', 'file'].includes(field.type)
}

/** Cut, copy and paste by the web view's own commands, so that its undo in the field knows of them. */
function ofField(field: TextField): readonly MenuEntry[] {
  const none = field.selectionStart === field.selectionEnd
  const fixed = field.disabled || field.readOnly
  const does = (name: 'cut' | 'copy' | 'paste') => () => {
    field.focus()
    webCommand(name)
  }
  return [
    { title: 'Cut', disabled: none || fixed, testid: 'field-cut', run: does('cut') },
    { title: 'Copy', disabled: none, testid: 'field-copy', run: does('copy') },
    { title: 'Paste', disabled: fixed, testid: 'field-paste', run: does('paste') },
    'line',
    { title: 'Select all', disabled: field.value === '', testid: 'field-select-all', run: () => field.select() },
  ]
}

/** Puts a text on the clipboard. */
export function copyText(text: string): Promise<void> {
  return navigator.clipboard.writeText(text)
}

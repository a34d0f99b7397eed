// Where an event of the pointer happened on the timeline, and which keys were held.

import { isMac } from '../platform'
import type { Keys, Pointer } from './tools'

/** Ctrl, or Cmd on macOS. */
export function keysOf(event: MouseEvent | KeyboardEvent): Keys {
  return { shift: event.shiftKey, alt: event.altKey, command: isMac ? event.metaKey : event.ctrlKey }
}

/** A place in the window, in CSS pixels of an element. */
export function placeOn(element: HTMLElement, place: { readonly clientX: number; readonly clientY: number }) {
  const { left, top } = element.getBoundingClientRect()
  return { x: place.clientX - left, y: place.clientY - top }
}

/** Where an event happened, in CSS pixels of an element. */
export function pointerOn(element: HTMLElement, event: MouseEvent): Pointer {
  return { ...placeOn(element, event), keys: keysOf(event) }
}

/**
 * The one door to the core: its commands, its events, and what the window itself is told.
 * Every command is a sentence to the core; what it refuses comes back as a `Refusal` with a sentence for the user.
 * Which commands there are, what each takes and answers, is written from the core's own functions.
 */

import { invoke } from '@tauri-apps/api/core'
import { listen } from '@tauri-apps/api/event'
import { getCurrentWebview } from '@tauri-apps/api/webview'
import { getCurrentWindow } from '@tauri-apps/api/window'
import type { Commands, DeskEvent } from '../generated'

/** What the core would not do, and why, as a sentence for the user. */
class Refusal extends Error {}

type Command = keyof Commands
type Takes<Name extends Command> = Commands[Name]['takes']

/** Asks the core for something by the name of a command. */
export async function ask<Name extends Command>(
  command: Name,
  ...[takes]: Takes<Name> extends null ? [] : [takes: Takes<Name>]
): Promise<Commands[Name]['answers']> {
  try {
    return await invoke<Commands[Name]['answers']>(command, takes ?? {})
  } catch (reason) {
    throw new Refusal(sentence(reason))
  }
}

/** The sentence in whatever a command was refused with. */
export function sentence(reason: unknown): string {
  if (typeof reason === 'string') return reason
  if (typeof reason === 'object' && reason !== null && 'message' in reason && typeof reason.message === 'string') {
    return reason.message
  }
  return 'Something went wrong, and no reason was given.'
}

type Named<Name extends DeskEvent['event']> = Extract<DeskEvent, { event: Name }>

const isNamed = <Name extends DeskEvent['event']>(event: DeskEvent, name: Name): event is Named<Name> =>
  event.event === name

/** Listens to one kind of event until the returned function is called. */
export function on<Name extends DeskEvent['event']>(
  name: Name,
  hear: (event: Named<Name>) => void,
): Promise<() => void> {
  return listen<DeskEvent>('told', ({ payload }) => {
    if (isNamed(payload, name)) hear(payload)
  })
}

/** Files from the desktop over the window. Positions are CSS pixels. */
export type DesktopDrag =
  | { readonly type: 'over'; readonly x: number; readonly y: number; readonly paths: readonly string[] }
  | { readonly type: 'drop'; readonly x: number; readonly y: number; readonly paths: readonly string[] }
  | { readonly type: 'leave' }

/** Listens for files dragged from the desktop until the returned function is called. */
export function onDesktopDrag(hear: (drag: DesktopDrag) => void): Promise<() => void> {
  let paths: readonly string[] = []
  return getCurrentWebview().onDragDropEvent(({ payload }) => {
    if (payload.type === 'leave') {
      paths = []
      hear({ type: 'leave' })
      return
    }
    // `over` does not repeat the paths that `enter` told.
    if (payload.type !== 'over') paths = payload.paths
    const at = payload.position.toLogical(window.devicePixelRatio)
    hear({ type: payload.type === 'drop' ? 'drop' : 'over', x: at.x, y: at.y, paths })
  })
}

/** Which window this is: `main`, or `picture`. */
export const windowLabel = () => getCurrentWindow().label
export const closeWindow = () => getCurrentWindow().close()
export const setWindowTitle = (title: string) => getCurrentWindow().setTitle(title)
/** Draws everything larger or smaller: 1 is the usual size. */
export const setZoom = (factor: number) => getCurrentWebview().setZoom(factor)
/** How the desktop draws the frame and the menus of the window. */
export const setTheme = (theme: 'dark' | 'light') => getCurrentWindow().setTheme(theme)
export const setFullscreen = (on: boolean) => getCurrentWindow().setFullscreen(on)

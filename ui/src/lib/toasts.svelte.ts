/** Short messages: what was done, with a way back while there is one, what is to be known of it, and what was refused. */

import { sentence } from './ipc'

interface ToastAction {
  readonly title: string
  readonly run: () => void
}

export interface Toast {
  readonly id: number
  readonly tone: 'plain' | 'good' | 'note' | 'bad'
  readonly text: string
  readonly action: ToastAction | undefined
  /** Whether it still is so, and its action can be done; once it no longer is, the message goes. Left out, it always is. */
  readonly applies: (() => boolean) | undefined
  /** When it was said, in milliseconds. */
  readonly at: number
}

const shownFor = { plain: 6_000, good: 8_000, note: 12_000, bad: 14_000 } as const
/** What was refused this long ago has been read by whoever then did something that went well. */
const readAfter = 3_000
/** Messages that are shown at once: what was done last, and the newest notes and refusals. */
const most = 2

class Toasts {
  list = $state.raw<readonly Toast[]>([])
}

export const toasts = new Toasts()
let last = 0

/** Shows a message; its number, by which it can be dismissed. */
export function say(
  text: string,
  tone: Toast['tone'] = 'plain',
  action?: ToastAction,
  applies?: () => boolean,
): number {
  const id = ++last
  const toast = { id, tone, text, action, applies, at: Date.now() }
  // A refusal that repeats (a key held down) is one message, and what was done takes the place of what was done before.
  const isPast = (one: Toast) => !isAbove(toast) && one.tone === 'bad' && toast.at - one.at > readAfter
  const above = toasts.list.filter((one) => isAbove(one) && one.text !== text && !isPast(one))
  const done = toasts.list.filter((one) => !isAbove(one))
  const [below, over] = isAbove(toast) ? [done, [...above, toast]] : [[toast], above]
  toasts.list = [...below, ...over.slice(below.length - most)]
  setTimeout(() => {
    dismiss(id)
  }, shownFor[tone])
  return id
}

/** Whether it is read where refusals are: it takes the place of nothing that was done, nor does that take its place. */
export function isAbove({ tone }: Toast): boolean {
  return tone === 'bad' || tone === 'note'
}

export function dismiss(id: number): void {
  toasts.list = toasts.list.filter((toast) => toast.id !== id)
}

/** Says why something was refused. */
export function refuse(reason: unknown): void {
  const words = sentence(reason)
  // What was asked while the show was being closed has nobody to answer it, and nobody waits for it.
  if (!/^No show is open\.?$/.test(words)) say(words, 'bad')
}

/** Waits for what the user asked; a refusal is said, and gives undefined. */
export async function attempt<T>(asked: Promise<T>): Promise<T | undefined> {
  try {
    return await asked
  } catch (reason) {
    refuse(reason)
    return undefined
  }
}

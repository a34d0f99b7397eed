/** Short messages at the foot of the window: what was done, with a way back, and what was refused. */

import { sentence } from './ipc'

export interface ToastAction {
  readonly title: string
  readonly run: () => void
}

export interface Toast {
  readonly id: number
  readonly tone: 'plain' | 'good' | 'bad'
  readonly text: string
  readonly action: ToastAction | undefined
}

const shownFor = { plain: 6_000, good: 8_000, bad: 14_000 } as const
const mostAtOnce = 4

class Toasts {
  list = $state.raw<readonly Toast[]>([])
}

export const toasts = new Toasts()
let last = 0

export function say(text: string, tone: Toast['tone'] = 'plain', action?: ToastAction): void {
  const id = ++last
  // A refusal that repeats (a key held down) is one message.
  const others = toasts.list.filter((toast) => toast.text !== text)
  toasts.list = [...others, { id, tone, text, action }].slice(-mostAtOnce)
  setTimeout(() => {
    dismiss(id)
  }, shownFor[tone])
}

export function dismiss(id: number): void {
  toasts.list = toasts.list.filter((toast) => toast.id !== id)
}

/** Says why something was refused. */
export function refuse(reason: unknown): void {
  say(sentence(reason), 'bad')
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

/** Edits: asked of the core, refused with a sentence, undone and redone. */

import type { Created, Edit, Edited } from '../generated'
import * as ipc from './ipc'
import { attempt, say } from './toasts.svelte'

/** Makes edits one step of undo. Requests in a row with the same `mergeKey` are one step too. */
export function edit(edits: readonly Edit[], label?: string, mergeKey?: string): Promise<Edited | undefined> {
  return attempt(ipc.edit({ edits: [...edits], label: label ?? null, mergeKey: mergeKey ?? null }))
}

/** As `edit`, but the reason of a refusal comes back as its sentence, for the field that asked. */
export async function editInField(
  edits: readonly Edit[],
  label?: string,
  mergeKey?: string,
): Promise<string | undefined> {
  try {
    await ipc.edit({ edits: [...edits], label: label ?? null, mergeKey: mergeKey ?? null })
    return undefined
  } catch (reason) {
    return ipc.sentence(reason)
  }
}

type Made<Kind extends Created['kind']> = Extract<Created, { kind: Kind }>['id']

/** The rows of a kind that an edit made, in the order of the edits. */
export function allMade<Kind extends Created['kind']>(edited: Edited | undefined, kind: Kind): readonly Made<Kind>[] {
  // The tag says which id it is, which the compiler cannot follow through a generic.
  return (edited?.created ?? []).filter((one) => one.kind === kind).map((one) => one.id as Made<Kind>)
}

/** The first row of a kind that an edit made. */
export function made<Kind extends Created['kind']>(edited: Edited | undefined, kind: Kind): Made<Kind> | undefined {
  return allMade(edited, kind)[0]
}

export async function undo(): Promise<void> {
  const label = await attempt(ipc.undo())
  if (label === null) say('Nothing to undo.')
  else if (label !== undefined) say(`Undone: ${label}`, 'plain', { title: 'Redo', run: () => void redo() })
}

export async function redo(): Promise<void> {
  const label = await attempt(ipc.redo())
  if (label === null) say('Nothing to redo.')
  else if (label !== undefined) say(`Redone: ${label}`, 'plain', { title: 'Undo', run: () => void undo() })
}

/** Says what was done, with the way back. */
export function sayDone(text: string): void {
  say(text, 'plain', { title: 'Undo', run: () => void undo() })
}

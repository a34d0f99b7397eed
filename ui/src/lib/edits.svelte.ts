/** Edits: asked of the core, refused with a sentence, undone and redone. */

import type { Created, Edit, Edited } from '../generated'
import * as ipc from './ipc'
import { session } from './session.svelte'
import { only, type Selection } from '../timeline/selection'
import { attempt, say, type Toast } from './toasts.svelte'

/** The revision that the last edit of this window made. */
let newest = 0

/** How long after an edit another with its key is still one gesture: keys held down or pressed in a row, a wheel. In ms. */
const oneGesture = 1_500
/** The last edit with a key: how many gestures there were before it, and when it was asked for. */
const last = { key: '', turn: 0, at: 0 }

/** The key of an edit, with the gesture that it belongs to: a value that is written again later is a step of its own. */
export function keyNow(mergeKey: string | undefined, now = Date.now()): string | null {
  if (mergeKey === undefined) {
    last.key = ''
    return null
  }
  if (last.key !== mergeKey || now - last.at > oneGesture) last.turn += 1
  last.key = mergeKey
  last.at = now
  return `${mergeKey} ${last.turn}`
}

/** Makes edits one step of undo. Requests in a row with the same `mergeKey` are one step too, as long as they are one gesture. */
export async function edit(edits: readonly Edit[], label?: string, mergeKey?: string): Promise<Edited | undefined> {
  const edited = await attempt(
    ipc.ask('edit', { request: { edits: [...edits], label: label ?? null, mergeKey: keyNow(mergeKey) } }),
  )
  newest = edited?.revision ?? newest
  const remarks = edited?.remarks ?? []
  if (edited !== undefined && remarks.length > 0) {
    sayOfEdit(remarks.join(' '))
  }
  return edited
}

/** Whether the step that made a revision is done: it is from when the window's show has it until it is undone. */
function untilUndone(revision: number): () => boolean {
  let steps: number | undefined
  return () => {
    const show = session.show
    if (!show || show.revision < revision) return false
    steps ??= show.undo.steps
    return steps <= show.undo.steps
  }
}

/** As `edit`, but the reason of a refusal comes back as its sentence, for the field that asked. */
export async function editInField(
  edits: readonly Edit[],
  label?: string,
  mergeKey?: string,
): Promise<string | undefined> {
  try {
    const edited = await ipc.ask('edit', {
      request: { edits: [...edits], label: label ?? null, mergeKey: keyNow(mergeKey) },
    })
    newest = edited.revision
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

/** What edits put on the timeline: the placements, cues without music, scenes and hits of it. */
export function thingsMade(edited: Edited | undefined, edits: readonly Edit[]): Selection {
  // What is laid makes cues of its own, which come before those that were asked for without music.
  const spotted = edits.filter((one) => one.type === 'addCue').length
  const cues = spotted === 0 ? [] : allMade(edited, 'cue').slice(-spotted)
  return only(
    ...allMade(edited, 'placement').map((id) => ({ on: 'placement' as const, id })),
    ...cues.map((id) => ({ on: 'cue' as const, id })),
    ...allMade(edited, 'scene').map((id) => ({ on: 'scene' as const, id })),
    ...allMade(edited, 'hit').map((id) => ({ on: 'hit' as const, id })),
  )
}

export async function undo(): Promise<void> {
  const label = await attempt(ipc.ask('undo'))
  if (label === null) say('Nothing to undo.')
  else if (label !== undefined) {
    const applies = () => session.show?.redo.label === label
    say(`Undone: ${label}`, 'plain', { title: 'Redo', run: () => void redo() }, applies)
  }
}

export async function redo(): Promise<void> {
  const label = await attempt(ipc.ask('redo'))
  if (label === null) say('Nothing to redo.')
  else if (label !== undefined) {
    const applies = () => session.show?.undo.label === label
    say(`Redone: ${label}`, 'plain', { title: 'Undo', run: () => void undo() }, applies)
  }
}

/** Says something to be known of the last edit; it goes once that is undone. */
export function sayOfEdit(text: string, tone: Toast['tone'] = 'note', action?: Toast['action']): void {
  say(text, tone, action, untilUndone(newest))
}

/** Says what the last edit did, with the way back for as long as nothing else was done. */
export function sayDone(text: string): void {
  const made = newest
  const applies = () => (session.show?.revision ?? 0) === made
  say(text, 'plain', { title: 'Undo', run: () => void undo() }, applies)
}

/** What the Clear page has open: its lines, what is picked of them, and what is done to them. */

import type {
  ClearanceId,
  ClearancePatch,
  ClearanceStatus,
  ClearGroup,
  ClearLine,
  ClearView,
  MfnPreview,
  TrackId,
} from '../../generated'
import { edit, sayDone, sayOfEdit } from '../../lib/edits.svelte'
import { counted } from '../../lib/format'
import * as ipc from '../../lib/ipc'
import { byKey } from './moves'
import type { TypedQuote } from './quotes'
import { goTo } from '../../lib/session.svelte'
import { attempt, say } from '../../lib/toasts.svelte'
import { clearanceStatuses, wordOf } from '../../lib/words'

type ClearMode = 'table' | 'board'

/** A quote that would raise others, until somebody says so. */
interface PendingQuote {
  readonly line: ClearLine
  readonly quote: TypedQuote
  readonly preview: MfnPreview
}

class Clearing {
  view = $state.raw<ClearView | undefined>()
  mode = $state<ClearMode>('table')
  /** Empty for all. */
  statuses = $state.raw<readonly ClearanceStatus[]>([])
  text = $state('')
  /** Whether tracks that are only alternates are shown. */
  alternates = $state(false)
  /** The last is the one that the arrow keys go on from. */
  selected = $state.raw<readonly ClearanceId[]>([])
  pending = $state.raw<PendingQuote | undefined>()
  /** The track whose first line is to be picked when the page is there. */
  wanted: TrackId | undefined
  /** The sheet of budgets and rates. */
  money = $state(false)

  readonly groups = $derived.by(() => {
    const all = this.view?.groups ?? []
    const words = this.text.toLowerCase().split(/\s+/).filter(Boolean)
    const shown = (group: ClearGroup, line: ClearLine) => {
      if (this.statuses.length > 0 && !this.statuses.includes(line.status)) return false
      const text = `${group.title} ${group.artist} ${group.numbers.join(' ')} ${group.cueTitle} ${line.licensor} ${line.groupName} ${line.reference}`
      return words.every((word) => text.toLowerCase().includes(word))
    }
    const filtered = this.statuses.length > 0 || words.length > 0
    return all
      .filter((group) => group.picked || this.alternates)
      .map((group) => ({ ...group, lines: group.lines.filter((line) => shown(group, line)) }))
      .filter((group) => group.lines.length > 0 || (!filtered && group.gaps > 0))
  })

  /** The lines that are shown, in the order of the table. */
  readonly lines: readonly ClearLine[] = $derived(this.groups.flatMap((group) => group.lines))
  readonly chosen: readonly ClearLine[] = $derived(this.lines.filter((line) => this.selected.includes(line.id)))
  /** The line that was picked last. */
  readonly current: ClearLine | undefined = $derived(this.lines.find((line) => line.id === this.selected.at(-1)))

  /** How many lines there are of each status, whatever is filtered. */
  readonly counts: Readonly<Partial<Record<ClearanceStatus, number>>> = $derived.by(() => {
    const counts: Partial<Record<ClearanceStatus, number>> = {}
    for (const group of this.view?.groups ?? []) {
      if (!group.picked && !this.alternates) continue
      for (const line of group.lines) counts[line.status] = (counts[line.status] ?? 0) + 1
    }
    return counts
  })
}

export const clearing = new Clearing()

export function groupOf(line: ClearLine): ClearGroup | undefined {
  return clearing.view?.groups.find((group) => group.track === line.track)
}

/** Goes to the rights of a track. */
export function openRights(track: TrackId): void {
  clearing.wanted = track
  clearing.statuses = []
  clearing.text = ''
  goTo('clear')
}

/** Picks a line: alone, beside others (`add`), or with all from the last one (`through`). */
export function pick(id: ClearanceId, how: 'alone' | 'add' | 'through' = 'alone'): void {
  const order = clearing.lines.map((line) => line.id)
  const last = clearing.selected.at(-1)
  if (how === 'add') {
    const others = clearing.selected.filter((one) => one !== id)
    clearing.selected = clearing.selected.includes(id) && others.length > 0 ? others : [...others, id]
  } else if (how === 'through' && last !== undefined && order.includes(last)) {
    const [from, to] = [order.indexOf(last), order.indexOf(id)]
    const between = order.slice(Math.min(from, to), Math.max(from, to) + 1).filter((one) => one !== id)
    clearing.selected = [...clearing.selected.filter((one) => !between.includes(one) && one !== id), ...between, id]
  } else clearing.selected = [id]
}

/** Goes to the line above or below; with `keep` those on the way stay picked. */
export function step(by: 1 | -1, keep: boolean): void {
  const order = clearing.lines.map((line) => line.id)
  const at = order.indexOf(clearing.selected.at(-1) ?? order[0] ?? (0 as ClearanceId))
  const next = order[Math.min(order.length - 1, Math.max(0, clearing.selected.length === 0 ? 0 : at + by))]
  if (next === undefined) return
  if (!keep) clearing.selected = [next]
  else if (clearing.selected.includes(next)) clearing.selected = clearing.selected.slice(0, -1)
  else clearing.selected = [...clearing.selected, next]
  requestAnimationFrame(() => {
    document.querySelector(`[data-line="${next}"]`)?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  })
}

export async function set(lines: readonly ClearLine[], change: ClearancePatch, field: string): Promise<boolean> {
  const clearances = lines.map((line) => line.id)
  if (clearances.length === 0) return false
  const key = `clearances ${clearances.join(',')} ${field}`
  const edited = await edit([{ type: 'editClearances', clearances, set: change }], undefined, key)
  return edited !== undefined
}

/** Moves lines to a status; what cannot be is refused as a whole, with a sentence. */
export async function mark(lines: readonly ClearLine[], status: ClearanceStatus): Promise<void> {
  const others = lines.filter((line) => line.status !== status)
  const clearances = others.map((line) => line.id)
  if (clearances.length === 0) return
  const edited = await edit([{ type: 'editClearances', clearances, set: { status } }])
  if (edited === undefined) return
  const [one] = others
  const what = others.length === 1 && one !== undefined ? one.licensor : counted(others.length, 'right')
  sayDone(`${what}: ${wordOf(clearanceStatuses, status)}`)
}

/** As `mark`, by a key or the menu: what is signed, and among others what is over, stays as it is. */
export async function markByKey(lines: readonly ClearLine[], status: ClearanceStatus, back = false): Promise<void> {
  const { moved, stays } = byKey(lines, status, back)
  await mark(moved, status)
  if (stays === '') return
  if (moved.length > 0) sayOfEdit(stays)
  else say(stays, 'note')
}

/** The status before or after in the order of work. */
export function nextStatus(status: ClearanceStatus, by: 1 | -1): ClearanceStatus | undefined {
  const at = clearanceStatuses.findIndex((one) => one.value === status)
  return clearanceStatuses[at + by]?.value
}

/** Records a quote, after asking when it raises others. */
export async function quote(line: ClearLine, typed: TypedQuote): Promise<void> {
  const { fee, currency, quotedFor } = typed
  const preview = await attempt(ipc.ask('preview_quote', { clearance: line.id, fee, currency, quotedFor }))
  if (preview === undefined) return
  if (preview.asks) clearing.pending = { line, quote: typed, preview }
  else await takeQuote(line, typed)
}

export async function takeQuote(line: ClearLine, { fee, currency, quotedFor }: TypedQuote): Promise<void> {
  clearing.pending = undefined
  await edit([{ type: 'setQuote', clearance: line.id, fee, currency, quotedFor }])
}

export async function forgetQuote(line: ClearLine): Promise<void> {
  await edit([{ type: 'setQuote', clearance: line.id, fee: null }])
}

/** Offers another price: it is what the line is expected to cost from now on, and stands in its history. */
export async function counter(line: ClearLine, { fee, currency, quotedFor }: TypedQuote): Promise<boolean> {
  const label = `Counter ${line.licensor}`
  const edited = await edit([{ type: 'counterQuote', clearance: line.id, fee, currency, quotedFor }], label)
  return edited !== undefined
}

/** Brings top-ups that favoured nations ask for into fees that are signed. */
export async function confirmTopUps(lines: readonly ClearLine[]): Promise<void> {
  const clearances = lines.filter((line) => line.topUp !== null).map((line) => line.id)
  const edited = await edit([{ type: 'confirmTopUps', clearances }])
  if (edited !== undefined) sayDone(`${counted(clearances.length, 'top-up')} confirmed`)
}

/** Marks all lines that can be asked for as requested. The letters are another matter. */
export async function requestQuotes(lines: readonly ClearanceId[]): Promise<void> {
  const clearances = [...lines]
  const set: ClearancePatch = { status: 'requested', nextAction: '', nextOn: '' }
  const label = `Request ${counted(clearances.length, 'quote')}`
  const edited = await edit([{ type: 'editClearances', clearances, set }], label)
  if (edited !== undefined) sayDone(`${counted(clearances.length, 'quote')} requested`)
}

/** Makes the lines that the tracks of the cut need: for its episode alone, or for the whole show. */
export async function prepare(scope: 'episode' | 'show'): Promise<void> {
  const view = clearing.view
  const tracks = view?.groups.filter((group) => group.picked && group.gaps > 0).map((group) => group.track)
  if (view === undefined || tracks === undefined || tracks.length === 0) return
  const edited = await edit([{ type: 'prepareClearances', tracks, episode: scope === 'episode' ? view.episode : null }])
  if (edited !== undefined) sayDone(`Rights of ${counted(tracks.length, 'track')} prepared`)
}

/** Lets lines that nobody has touched become what is known of the track's rights by now. */
export async function listAgain(group: ClearGroup): Promise<void> {
  const [line] = group.lines
  const prepare = { type: 'prepareClearances' as const, tracks: [group.track], episode: line?.episode ?? null }
  if ((await edit([prepare])) !== undefined) sayDone(`Rights of ${group.title} listed again`)
}

export async function remove(lines: readonly ClearLine[]): Promise<void> {
  const edited = await edit([{ type: 'removeClearances', clearances: lines.map((line) => line.id) }])
  if (edited !== undefined) sayDone(`${counted(lines.length, 'right')} removed`)
}

/** Puts lines into a new group, in which nobody is paid less than another. */
export async function group(lines: readonly ClearLine[]): Promise<void> {
  if (lines.length < 2) return
  const edited = await edit([{ type: 'addMfnGroup', clearances: lines.map((line) => line.id) }])
  if (edited !== undefined) sayDone(`${counted(lines.length, 'right')} grouped as MFN: when one rises all rise`)
}

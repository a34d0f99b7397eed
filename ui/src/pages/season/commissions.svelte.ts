/** What the view of commissions works on. */

import type {
  CommissionCue,
  CommissionId,
  CommissionPatch,
  CommissionsView,
  CommissionView,
  DeliveredPart,
  Form,
  ShowView,
  TrackId,
  VersionView,
} from '../../generated'
import { documents } from '../../generated/documents'
import { Answer } from '../../lib/answer.svelte'
import { edit, editInField, made } from '../../lib/edits.svelte'
import { dependsOnFacets } from '../../lib/facets.svelte'
import * as ipc from '../../lib/ipc'
import type { DesktopDrag } from '../../lib/ipc'
import { chooseExport, chooseSoundFiles, soundExtensions } from '../../lib/ipc-dialogs'
import { imported, writesTo } from '../../lib/jobs.svelte'
import { select } from '../../lib/selection.svelte'
import { goTo, openCut } from '../../lib/session.svelte'
import { hearAlternate, loadCut, playOrStop, seekCut, stop, transport } from '../../lib/sound/transport.svelte'
import { attempt, say } from '../../lib/toasts.svelte'
import { only } from '../../timeline'
import { dropTarget } from '../shell/desktop-drop.svelte'
import { findCue } from './find-cue'
import { seasonPage } from './season.svelte'

/** What commissions follow from. */
const facets = [
  'commissions',
  'cues',
  'uses',
  'placements',
  'season',
  'scenes',
  'review',
  'clearances',
  'money',
  'parties',
  'works',
  'recordings',
  'library',
  'themes',
] as const

class Commissions {
  value = $state.raw<CommissionsView | undefined>()
  chosen = $state<CommissionId | undefined>()
  by = $state<'state' | 'deadline'>('state')
  /** The version that was last asked to sound. */
  heard = $state.raw<{ readonly commission: CommissionId; readonly version: number } | undefined>()

  readonly late = $derived(this.value?.late ?? 0)
  readonly all = $derived(this.value?.commissions ?? [])
  readonly one = $derived(this.all.find((one) => one.id === this.chosen) ?? this.all[0])
}

export const commissioned = new Commissions()

/** Keeps them up to date while a component is there. */
export function followCommissions(): void {
  const answer = new Answer(() => {
    dependsOnFacets(facets)
    return ipc.ask('commissions')
  })
  $effect(() => {
    commissioned.value = answer.value
  })
}

/** Goes to a commission on the Season page. */
export function openCommission(id: CommissionId): void {
  commissioned.chosen = id
  seasonPage.view = 'commissions'
  goTo('season')
}

export async function newCommission(title: string): Promise<void> {
  const id = made(await edit([{ type: 'addCommission', title }]), 'commission')
  if (id !== undefined) commissioned.chosen = id
}

export function tell(one: CommissionView, set: CommissionPatch): Promise<unknown> {
  return editInField([{ type: 'editCommission', commission: one.id, set }])
}

/** Has a commission answer a cue that is named as `1x02 2M04`; a sentence where there is none. */
export async function answerCue(show: ShowView, one: CommissionView, named: string): Promise<string | undefined> {
  if (named.trim() === '') return undefined
  const found = await findCue(show, seasonPage.map?.season, named)
  if (typeof found === 'string') return found
  await edit([{ type: 'commissionCues', commission: one.id, cues: [found.cue.id] }])
  return undefined
}

/** Goes to a cue on the timeline, or to a moment of it. */
export async function openCue(cue: CommissionCue, at: number = cue.at): Promise<void> {
  await openCut(cue.cut)
  goTo('spot')
  select(only({ on: 'cue', id: cue.cue }))
  await seekCut(cue.cut, at)
}

/** Whether a version is what sounds now, in one of its cues. */
export function soundsVersion(one: CommissionView, version: VersionView): boolean {
  const { source, playing } = transport.view
  const { heard } = commissioned
  if (!playing || source.type !== 'cut' || heard?.commission !== one.id) return false
  return heard.version === version.number && one.cues.some((cue) => cue.cut === source.cut)
}

/** Plays a version in the first cue that it lies in, or stops it. */
export async function hearVersion(one: CommissionView, version: VersionView): Promise<void> {
  const sounding = soundsVersion(one, version)
  await stop()
  const [cue] = one.cues
  const [placement] = version.placements
  if (sounding || cue === undefined || placement === undefined) return
  await loadCut(cue.cut)
  await hearAlternate(cue.cut, cue.cue, placement)
  await seekCut(cue.cut, cue.at)
  commissioned.heard = { commission: one.id, version: version.number }
  await playOrStop(cue.cut)
}

/** Takes sound files from the disk as versions, or as what was delivered. */
export async function bring(one: CommissionView, as: 'version' | DeliveredPart): Promise<void> {
  const paths = await chooseSoundFiles()
  if (paths === null || paths.length === 0) return
  await take(one, as, await imported(paths))
}

export async function take(
  one: CommissionView,
  as: 'version' | DeliveredPart,
  tracks: readonly TrackId[],
): Promise<void> {
  if (tracks.length === 0) return
  const commission = one.id
  if (as === 'version') {
    await edit(tracks.map((track) => ({ type: 'addCommissionVersion', commission, track })))
  } else {
    await edit([{ type: 'deliverCommission', commission, tracks: [...tracks], part: as }])
  }
}

/** Files that are dropped on a commission: each is a version of the one it is named for, else of the one that it was dropped on. */
async function takeDropped(one: CommissionView, paths: readonly string[]): Promise<void> {
  const tracks = await imported(paths)
  const named = await attempt(ipc.ask('commissions'))
  const of = (track: TrackId) =>
    named?.commissions.find(({ offers }) => offers.some((offer) => offer.track === track))?.id ?? one.id
  if (tracks.length === 0) return
  await edit(tracks.map((track) => ({ type: 'addCommissionVersion', commission: of(track), track })))
}

/** Takes sound files from the desktop that are dropped within an element, for whichever commission is shown. */
export function takesDrops(
  within: () => HTMLElement | undefined,
  one: () => CommissionView,
  takes: () => boolean,
  /** Told whether what is carried would be taken. */
  hovers: (over: boolean) => void,
): void {
  $effect(() => {
    const take = (drag: DesktopDrag) => {
      hovers(false)
      if (drag.type === 'leave' || !takes()) return false
      const isSound = (path: string) => soundExtensions.includes(path.slice(path.lastIndexOf('.') + 1).toLowerCase())
      const isIn = within()?.contains(document.elementFromPoint(drag.x, drag.y)) === true
      if (!isIn || !drag.paths.every(isSound)) return false
      hovers(drag.type === 'over')
      if (drag.type === 'drop') void takeDropped(one(), drag.paths)
      return true
    }
    dropTarget.take = take
    return () => {
      if (dropTarget.take === take) dropTarget.take = undefined
    }
  })
}

/** Writes the brief as a document. */
export async function saveBrief(one: CommissionView, format: Form): Promise<void> {
  const path = await chooseExport(`${one.code} ${one.title}, brief`, documents['commission-brief'].title, format)
  if (path === null) return
  const written = await attempt(ipc.ask('export_brief', { commission: one.id, format, path }))
  if (written !== undefined) say(`Saved ${path}`, 'good')
}

/** Has the brief written as a page for its composer; the job says how far it is. */
export async function sendBrief(one: CommissionView): Promise<void> {
  const path = await chooseExport(`${one.code} ${one.title}, brief`, 'Page for the composer', 'html')
  if (path === null) return
  const id = await attempt(ipc.ask('make_brief', { commission: one.id, path }))
  if (id !== undefined) writesTo(id, path)
}

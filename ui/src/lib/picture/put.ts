/** Putting a file in the place of a cut's picture. */

import type { CutView } from '../../generated'
import { edit, sayOfEdit } from '../edits.svelte'
import { baseName } from '../format'
import * as ipc from '../ipc'
import { choosePicture } from '../ipc-dialogs'
import { attempt } from '../toasts.svelte'
import { withFile } from './parts'

/** Asks for a file and puts it in the place of one of the picture's, or behind all. Sound of the former that stays is told. */
export async function putPicture(cut: CutView, nth: number): Promise<void> {
  const path = await attempt(choosePicture())
  if (typeof path !== 'string') return
  const former = cut.pictureParts[nth]?.path
  const edited = await edit([withFile(cut, nth, path)])
  if (edited !== undefined && former !== undefined && former !== path) await saySoundOf(cut, former)
}

async function saySoundOf(cut: CutView, former: string): Promise<void> {
  const sound = await attempt(ipc.ask('cut_sound', { cut: cut.cut.id }))
  const left = sound?.production.filter((one) => one.path === former) ?? []
  if (left.length === 0) return
  const names = left.map(({ name }) => name).join(', ')
  sayOfEdit(`${names} still plays the sound of ${baseName(former)}, the former picture.`, 'note', {
    title: 'Remove it',
    run: () => void edit([{ type: 'removeProductionSounds', sounds: left.map(({ id }) => id) }]),
  })
}

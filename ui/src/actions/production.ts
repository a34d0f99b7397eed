/** Sound beside the music. */

import type { CutView } from '../generated'
import { edit, sayDone } from '../lib/edits.svelte'
import { chooseProductionSound } from '../lib/ipc-dialogs'
import { select } from '../lib/selection.svelte'
import { stage } from '../lib/stage.svelte'
import { nothing } from '../timeline'
import { withCut, withEdits, type Action } from './action'

/** Asks for files and adds each as production sound: stems, a temp mix, the sound of a picture. */
export async function addProduction(cut: CutView): Promise<void> {
  const paths = await chooseProductionSound()
  if (paths.length === 0) return
  const edited = await edit(
    paths.map((path) => ({ type: 'addProductionSound', cut: cut.cut.id, sound: { path } })),
    'Add production sound',
  )
  if (edited !== undefined) sayDone(paths.length === 1 ? 'Production sound added' : `${paths.length} sounds added`)
}

export const productionActions: readonly Action[] = [
  {
    id: 'cut.addProduction',
    title: 'Add production sound…',
    also: ['stem', 'dialogue', 'temp mix', 'picture sound'],
    group: 'Edit',
    keys: [],
    pages: ['spot'],
    enabled: withCut,
    run: ({ cut }) => (cut === null ? undefined : addProduction(cut)),
  },
  {
    id: 'cut.findDialogue',
    title: 'Find dialogue in the production sound…',
    also: ['voice activity', 'speech', 'detect dialogue'],
    group: 'Edit',
    keys: [],
    pages: ['spot'],
    enabled: (found) => withCut(found) && withEdits(found),
    run: () => {
      // What is selected would hide it: it stands where the cut is looked at.
      select(nothing)
      stage.findingLines = true
    },
  },
]

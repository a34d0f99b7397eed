/** The context menu of the timeline. */

import { addCueAt, addHitAt } from '../../actions/edit'
import { context } from '../../actions/action'
import { menuOf } from '../../actions/menu'
import type { CutView } from '../../generated'
import type { MenuEntry } from '../../lib/menu.svelte'
import { seekCut } from '../../lib/sound/transport.svelte'
import type { ContextMenu } from '../../timeline'

export function timelineMenu(cut: CutView, { at }: ContextMenu): readonly MenuEntry[] {
  const fixed = context().show?.readOnly !== false
  return [
    { title: 'Spot a cue here', disabled: fixed, run: () => addCueAt(cut, at) },
    { title: 'Add a hit here', disabled: fixed, run: () => addHitAt(cut, at) },
    { title: 'Move the playhead here', run: () => seekCut(cut.cut.id, at) },
    'line',
    ...menuOf([
      'play.around',
      'play.selection',
      'play.fromHit',
      'line',
      'edit.blade',
      'edit.newCue',
      'edit.heal',
      'edit.join',
      'cue.open',
      'edit.pickHeard',
      'cue.comp',
      'edit.mute',
      'edit.lock',
      'edit.group',
      'edit.ungroup',
      'line',
      'edit.backTime',
      'edit.noVolume',
      'edit.lift',
      'edit.extract',
      'edit.closeGap',
      'line',
      'edit.cut',
      'edit.copy',
      'edit.paste',
      'edit.duplicate',
      'edit.remove',
      'edit.rippleDelete',
      'line',
      'edit.renumber',
      'view.zoomSelection',
      'view.zoomAll',
    ]),
  ]
}

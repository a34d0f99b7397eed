/** The context menu of the timeline. */

import { exportMix } from '../../actions/deliver'
import { addCueAt, addHitAt, rangeAt } from '../../actions/edit'
import { context } from '../../actions/action'
import { menuOf } from '../../actions/menu'
import type { CutView, Position } from '../../generated'
import type { MenuEntry } from '../../lib/menu.svelte'
import { loop, seekCut, transport } from '../../lib/sound/transport.svelte'
import type { ContextMenu } from '../../timeline'

export function timelineMenu(cut: CutView, { at, target }: ContextMenu): readonly MenuEntry[] {
  if (target.on === 'row' && target.row === 'ruler') return rulerMenu(cut, at)
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

/** The menu of the ruler: the range that plays over and over, and what is done with it. */
function rulerMenu(cut: CutView, at: Position): readonly MenuEntry[] {
  const none = transport.view.range === null
  return [
    { title: 'In here', testid: 'menu-range-in', run: () => rangeAt(cut, at, 'in') },
    { title: 'Out here', testid: 'menu-range-out', run: () => rangeAt(cut, at, 'out') },
    ...(none ? menuOf(['play.loop']) : []),
    'line',
    ...menuOf(['edit.lift', 'edit.extract', 'edit.closeGap']),
    'line',
    { title: 'Export this range…', disabled: none, testid: 'menu-range-export', run: exportMix },
    { title: 'Clear range', disabled: none, testid: 'menu-range-clear', run: () => loop(null) },
    'line',
    { title: 'Move the playhead here', run: () => seekCut(cut.cut.id, at) },
    ...menuOf(['view.zoomAll']),
  ]
}

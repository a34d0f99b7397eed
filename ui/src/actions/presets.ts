/** Keys as other programs have them: what differs from ours, by action. */

import type { Chord } from '../lib/keys'

interface Preset {
  readonly id: string
  readonly name: string
  readonly keys: Readonly<Record<string, readonly Chord[]>>
}

/** Ours first. Where a preset gives a key to one action, another that has it by default is without it: it is given another. */
export const presets: readonly Preset[] = [
  { id: 'needledrop', name: 'Needledrop', keys: {} },
  {
    id: 'proTools',
    name: 'Pro Tools',
    keys: {
      'play.start': ['Enter', 'Home'],
      'library.send': ['Mod+Enter'],
      'review.approve': ['Mod+Enter'],
      'cue.open': ['Alt+E'],
      'edit.blade': ['Mod+E', 'B'],
      'edit.heal': ['Mod+H'],
      'edit.mute': ['Mod+M'],
      'edit.lock': ['Mod+L'],
      'edit.trimStart': ['A'],
      'edit.trimEnd': ['S'],
      'edit.nudgeBack': [','],
      'edit.nudgeOn': ['.'],
      'edit.nudgeTenBack': ['M'],
      'edit.nudgeTenOn': ['/'],
      'edit.group': ['Mod+Alt+G'],
      'edit.ungroup': ['Mod+Alt+U'],
      'edit.hit': ['Shift+K'],
      'tool.slip': ['F6'],
      'tool.blade': ['F7'],
      'tool.select': ['F8'],
      'tool.volume': ['F10'],
      'view.zoomOut': ['R'],
      'view.zoomIn': ['T'],
      'view.zoomSelection': ['E'],
      'view.zoomAll': ['Alt+A'],
      'view.snapping': ['F4'],
      'view.overlays': ['Shift+T'],
      'edit.ripple': ['Shift+R'],
      'play.loop': ['Mod+Shift+L'],
    },
  },
  {
    id: 'premiere',
    name: 'Premiere Pro',
    keys: {
      'edit.blade': ['Mod+K'],
      'edit.trimStart': ['Q'],
      'edit.trimEnd': ['W'],
      'edit.cue': ['Shift+Q'],
      'edit.rippleDelete': ['Shift+Delete', 'Alt+Backspace'],
      'edit.mute': ['Shift+E'],
      'cue.comp': ['Alt+E'],
      'edit.nudgeBack': ['Alt+ArrowLeft'],
      'edit.nudgeOn': ['Alt+ArrowRight'],
      'tool.select': ['V'],
      'tool.blade': ['C'],
      'tool.slip': ['Y'],
      'tool.volume': ['P'],
      'edit.ripple': ['Shift+R'],
      'view.zoomAll': ['\\', 'Shift+Z'],
      'view.palette': ['Mod+Shift+P'],
      'play.loop': ['Mod+L'],
    },
  },
  {
    id: 'resolve',
    name: 'DaVinci Resolve',
    keys: {
      'edit.blade': ['Mod+B', 'Mod+\\'],
      'edit.heal': ['Alt+\\'],
      'edit.trimStart': ['{', '['],
      'edit.trimEnd': ['}', ']'],
      'edit.rippleDelete': ['Shift+Delete', 'Shift+Backspace'],
      'edit.mute': ['D'],
      'edit.nudgeBack': [','],
      'edit.nudgeOn': ['.'],
      'edit.nudgeTenBack': ['<'],
      'edit.nudgeTenOn': ['>'],
      'edit.note': ['Shift+N'],
      'view.snapping': ['N'],
      'tool.select': ['A'],
      'tool.blade': ['B'],
      'tool.slip': ['T'],
      'tool.volume': ['Alt+A'],
      'view.overlays': ['Shift+T'],
      'play.loop': ['Mod+/'],
    },
  },
]

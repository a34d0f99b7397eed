/** The window itself: palette, map of keys, search, overlays. */

import * as ipc from '../lib/ipc'
import { pagesWithPicture } from '../lib/pages'
import { overlays, snapping, theme } from '../lib/preferences.svelte'
import { scaleBy, usualScale } from '../pages/shell/scale.svelte'
import { setTheme } from '../pages/shell/theme'
import { goTo, session } from '../lib/session.svelte'
import { stage } from '../lib/stage.svelte'
import { reach } from '../lib/reach'
import { toggleScreen, toggleWindow } from '../lib/picture/theatre.svelte'
import { always, withCut, withShow, type Action } from './action'

export const viewActions: readonly Action[] = [
  {
    id: 'view.palette',
    title: 'Search or run…',
    group: 'View',
    keys: ['Mod+K'],
    whileTyping: true,
    unlisted: true,
    enabled: always,
    run: () => {
      stage.palette = !stage.palette
    },
  },
  {
    id: 'view.keys',
    title: 'Keyboard shortcuts',
    also: ['keys', 'hotkeys', 'help', 'map of keys'],
    group: 'View',
    keys: ['F1'],
    whileTyping: true,
    enabled: always,
    run: () => {
      stage.keyMap = !stage.keyMap
    },
  },
  {
    id: 'view.search',
    title: 'Search the library',
    group: 'Go',
    keys: ['Mod+F'],
    whileTyping: true,
    enabled: withShow,
    run: () => {
      if (session.page !== 'library' && session.page !== 'spot') goTo('library')
      // The page may only just be coming up.
      requestAnimationFrame(() => reach('search'))
    },
  },
  {
    id: 'view.history',
    title: 'History',
    group: 'View',
    keys: ['Mod+H'],
    enabled: withShow,
    run: () => {
      stage.history = !stage.history
    },
  },
  {
    id: 'view.health',
    title: 'Health of the episode',
    also: ['risks', 'silence', 'licences that end', 'missing numbers', 'summary'],
    group: 'View',
    keys: [],
    enabled: withCut,
    run: () => {
      stage.health = true
    },
  },
  {
    id: 'view.theatre',
    title: 'Full picture in the window',
    also: ['full window', 'maximise', 'big picture', 'cinema'],
    group: 'View',
    keys: ['F', '`'],
    pages: pagesWithPicture,
    enabled: withCut,
    run: toggleWindow,
  },
  {
    id: 'view.fullScreen',
    title: 'Full screen',
    also: ['fullscreen', 'picture', 'second monitor'],
    group: 'View',
    keys: ['F11'],
    whileTyping: true,
    pages: pagesWithPicture,
    enabled: withCut,
    run: toggleScreen,
  },
  {
    id: 'view.pictureWindow',
    title: 'Picture in a window of its own',
    also: ['second screen', 'second monitor', 'external monitor', 'projector', 'detach', 'pop out', 'client monitor'],
    group: 'View',
    keys: [],
    enabled: withCut,
    run: () => ipc.ask('show_picture_window'),
  },
  {
    id: 'view.larger',
    title: 'Larger text and controls',
    also: ['zoom interface', 'size', 'scale', 'bigger', 'ui zoom'],
    group: 'View',
    keys: ['Mod++', 'Mod+='],
    whileTyping: true,
    enabled: always,
    run: () => scaleBy(1),
  },
  {
    id: 'view.smaller',
    title: 'Smaller text and controls',
    also: ['zoom interface', 'size', 'scale', 'ui zoom'],
    group: 'View',
    keys: ['Mod+-'],
    whileTyping: true,
    enabled: always,
    run: () => scaleBy(-1),
  },
  {
    id: 'view.usualSize',
    title: 'Default size of text and controls',
    also: ['reset zoom', 'size', 'scale', '100 %'],
    group: 'View',
    keys: ['Mod+0'],
    whileTyping: true,
    enabled: always,
    run: usualScale,
  },
  {
    id: 'view.light',
    title: 'Light theme',
    also: ['white', 'bright', 'appearance', 'colours', 'day mode'],
    group: 'View',
    keys: [],
    enabled: () => theme.value === 'dark',
    run: () => setTheme('light'),
  },
  {
    id: 'view.dark',
    title: 'Dark theme',
    also: ['black', 'appearance', 'colours', 'night mode'],
    group: 'View',
    keys: [],
    enabled: () => theme.value === 'light',
    run: () => setTheme('dark'),
  },
  {
    id: 'view.overlays',
    title: 'Timecode and scene over the picture',
    group: 'View',
    keys: ['T'],
    pages: ['spot', 'review'],
    enabled: withShow,
    run: () => {
      overlays.value = !overlays.value
    },
  },
  {
    id: 'view.snapping',
    title: 'Snapping',
    group: 'Timeline',
    keys: ['S'],
    pages: ['spot'],
    enabled: withShow,
    run: () => {
      snapping.value = !snapping.value
    },
  },
  {
    id: 'view.zoomSelection',
    title: 'Zoom to the selection',
    group: 'Timeline',
    keys: ['Z'],
    pages: ['spot'],
    enabled: withShow,
    run: () => stage.timeline?.zoomToSelection(),
  },
  {
    id: 'view.zoomAll',
    title: 'Zoom to the whole episode',
    group: 'Timeline',
    keys: ['Shift+Z'],
    pages: ['spot'],
    enabled: withShow,
    run: () => stage.timeline?.zoomToEpisode(),
  },
  {
    id: 'view.zoomIn',
    title: 'Zoom in',
    group: 'Timeline',
    keys: ['+', '='],
    pages: ['spot'],
    enabled: withShow,
    run: () => stage.timeline?.zoomIn(),
  },
  {
    id: 'view.zoomOut',
    title: 'Zoom out',
    group: 'Timeline',
    keys: ['-'],
    pages: ['spot'],
    enabled: withShow,
    run: () => stage.timeline?.zoomOut(),
  },
]

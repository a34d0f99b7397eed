/** The picture filling the window or the screen. Only what lies around it steps aside: the picture plays on untouched. */

import * as ipc from '../ipc'
import { attempt } from '../toasts.svelte'

class Theatre {
  mode = $state<'off' | 'window' | 'screen'>('off')
}

export const theatre = new Theatre()

export function toggleWindow(): void {
  void enter(theatre.mode === 'off' ? 'window' : 'off')
}

export function toggleScreen(): void {
  void enter(theatre.mode === 'screen' ? 'off' : 'screen')
}

export function leaveTheatre(): void {
  void enter('off')
}

async function enter(mode: Theatre['mode']): Promise<void> {
  if (mode === theatre.mode) return
  const screen = mode === 'screen' || theatre.mode === 'screen'
  theatre.mode = mode
  if (screen) await attempt(ipc.setFullscreen(mode === 'screen'))
}

/** The window dark or light: its pages, and what the desktop draws around them. */

import * as ipc from '../../lib/ipc'
import { theme } from '../../lib/preferences.svelte'
import { attempt } from '../../lib/toasts.svelte'

/** As it was left; before the first page is drawn. */
export function recallTheme(): void {
  document.documentElement.dataset['theme'] = theme.value
}

export async function setTheme(next: 'dark' | 'light'): Promise<void> {
  theme.value = next
  recallTheme()
  await attempt(ipc.setTheme(next))
}

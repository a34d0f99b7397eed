/** What was copied on the timeline: it stays while the window is open, also when what it was copied from is gone. */

import type { Clip } from '../generated'

class Clipboard {
  clip = $state.raw<Clip | undefined>()
}

export const clipboard = new Clipboard()

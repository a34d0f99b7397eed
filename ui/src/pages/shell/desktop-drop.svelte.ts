/** Who gets files that are dragged over the window from the desktop. */

import type { DesktopDrag } from '../../lib/ipc'

class DropTarget {
  /** A part of the page that may take the files; says whether it does. Set by the part while it is there. */
  take: ((drag: DesktopDrag) => boolean) | undefined
}

export const dropTarget = new DropTarget()

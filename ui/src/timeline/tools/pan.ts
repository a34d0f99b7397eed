// Panning: the timeline follows the hand, with the middle button or the space bar held.

import { done, stay, type Motion, type Pointer, type Step } from './tool'

export interface Pan {
  readonly kind: 'pan'
  readonly x: number
  readonly y: number
}

export function beginPan(pointer: Pointer): Pan {
  return { kind: 'pan', x: pointer.x, y: pointer.y }
}

export function stepPan(state: Pan, motion: Motion): Step {
  switch (motion.type) {
    case 'cancel':
    case 'up':
      return done()
    case 'move': {
      const { x, y } = motion.pointer
      return stay({ ...state, x, y }, { type: 'pan', x: state.x - x, y: state.y - y })
    }
  }
}

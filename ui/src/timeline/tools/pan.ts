// Panning: the timeline follows the hand, with the middle button or the space bar held.

import { noPreview } from '../preview'
import { done, stay, tool } from './tool'

interface Pan {
  readonly x: number
  readonly y: number
}

export const pan = tool<Pan>({
  kind: 'pan',
  begin: ({ pointer, button, space }) =>
    button === 'middle' || space ? { state: { x: pointer.x, y: pointer.y } } : undefined,
  step(state, motion) {
    switch (motion.type) {
      case 'cancel':
      case 'up':
        return done()
      case 'move': {
        const { x, y } = motion.pointer
        return stay({ x, y }, { type: 'pan', x: state.x - x, y: state.y - y })
      }
    }
  },
  preview: () => noPreview,
  holding: 'grabbing',
  scrollsAtEdge: 'never',
  movesMarks: false,
})

// A press on what is locked selects it, and a drag says why nothing moves.

import { noPreview } from '../preview'
import { shown } from '../things'
import { graspOf } from './grasp'
import { done, lockedWords, tool, type Begun, type Context, type Press } from './tool'

interface Refusing {
  readonly words: string
}

function begin(press: Press, context: Context): Begun<Refusing> | undefined {
  const { target, pointer } = press
  const held = target.on === 'placement' ? shown(context, target.id) : undefined
  const copies = target.on === 'placement' && target.part === 'body' && (pointer.keys.alt || pointer.keys.command)
  if (held?.locked !== true || copies || context.tool === 'blade') return undefined
  const grasp = graspOf(press, context)
  return {
    state: { words: lockedWords(context, [held]) },
    waits: true,
    now: grasp?.now ?? [],
    click: grasp?.click ?? [],
  }
}

export const locked = tool<Refusing>({
  kind: 'locked',
  begin,
  step: (state, motion) => (motion.type === 'cancel' ? done() : done({ type: 'say', words: state.words })),
  preview: () => noPreview,
  scrollsAtEdge: 'never',
  movesMarks: false,
})

import { expect, test } from 'vitest'
import { backTimed, rolledBy, slippedBy, trimmedBy, whyNotRolled, whyNotSlipped, whyNotTrimmed } from '../commands'
import { frame } from '../bench/made-up'
import type { Edit, PlacementId, Position } from '../../generated'
import { step, stepTyped } from '.'
import { chosen, contextOf, drag, edits, frames, laneY, noKeys } from './check'

const command = { ...noKeys, command: true }
const fine = { ...noKeys, shift: true }
const alt = { ...noKeys, alt: true }
const part = (id: number, of: string) => ({ on: 'placement', id: id as PlacementId, part: of as 'in' }) as const

const first = { id: 1, from: 100, to: 200, trackStart: 30, trackLength: 400 }
const two = [first, { id: 2, from: 200, to: 300, trackStart: 50, trackLength: 400 }]

test('with Ctrl the edit between two placements that touch rolls, as far as both go', () => {
  const context = contextOf(two)
  const y = laneY(context.layout, 1)
  const roll = (to: number) => edits(drag(context, [[198, y], [to, y]], { keys: command, target: part(1, 'out') })) // prettier-ignore
  const trims = (at: number) => [
    { placement: 1, edge: 'out', to: frames(at) },
    { placement: 2, edge: 'in', to: frames(at) },
  ]
  expect(roll(220)).toEqual([{ type: 'trimPlacements', trims: trims(222) }])
  // The second has 50 frames before its start.
  expect(roll(20)).toEqual([{ type: 'trimPlacements', trims: trims(150) }])
  expect(roll(600)).toEqual([{ type: 'trimPlacements', trims: trims(299) }])
})

test('what else is selected is trimmed and faded by as much', () => {
  const context = contextOf([first, { id: 3, lane: 2, from: 400, to: 500, trackStart: 5, trackLength: 200 }], {
    selection: chosen(1, 3),
  })
  const y = laneY(context.layout, 1)
  expect(edits(drag(context, [[102, y], [82, y]], { target: part(1, 'in') }))).toEqual([
    {
      type: 'trimPlacements',
      trims: [
        { placement: 1, edge: 'in', to: frames(80) },
        { placement: 3, edge: 'in', to: frames(395) },
      ],
    },
  ]) // prettier-ignore
  const fades = edits(drag(context, [[100, y], [120, y]], { target: part(1, 'fadeIn') })) // prettier-ignore
  expect(fades).toMatchObject([
    { type: 'shapePlacements', placements: [1], fadeIn: { length: frames(20) } },
    { type: 'shapePlacements', placements: [3], fadeIn: { length: frames(20) } },
  ])
})

test('with ripple what comes later follows, and a start that is trimmed stays on its frame', () => {
  const context = contextOf([...two, { id: 3, from: 400, to: 450 }, { id: 4, lane: 2, from: 400, to: 450 }], {
    ripple: true,
  })
  const y = laneY(context.layout, 1)
  const end = drag(context, [[198, y], [178, y]], { target: part(1, 'out') }) // prettier-ignore
  expect(edits(end)).toEqual([{ type: 'trimPlacement', placement: 1, edge: 'out', to: frames(180), ripple: true }])
  const at = (outcome: typeof end) =>
    [...outcome.preview.placements.values()].map((one) => [one.id, one.inPoint / frames(1)])
  expect(at(end)).toEqual([[1, 100], [2, 180], [3, 380]]) // prettier-ignore
  const start = drag(context, [[102, y], [122, y]], { target: part(1, 'in') }) // prettier-ignore
  expect(at(start)).toEqual([[1, 100], [2, 180], [3, 380]]) // prettier-ignore
  const move = drag(context, [[250, y], [260, y]], { target: part(2, 'body') }) // prettier-ignore
  expect(edits(move)).toMatchObject([{ type: 'movePlacements', ripple: true }])
  expect(at(move)).toEqual([[2, 210], [3, 410]]) // prettier-ignore
})

test('a cue follows with its alternates wherever they begin, and a locked pick holds them', () => {
  const drawn = (locked: boolean) => [
    ...two,
    { id: 3, from: 400, to: 450, cue: 30, locked },
    { id: 4, from: 190, to: 450, cue: 30, alternate: true },
  ]
  const at = (locked: boolean, shift: number) => {
    const context = contextOf(drawn(locked), { ripple: true })
    const y = laneY(context.layout, 1)
    const { preview } = drag(context, [[250, y], [250 + shift, y]], { target: part(2, 'body') }) // prettier-ignore
    return [...preview.placements.values()].map((one) => [one.id, one.inPoint / frames(1)])
  }
  expect(at(false, 10)).toEqual([[2, 210], [4, 200], [3, 410]]) // prettier-ignore
  expect(at(true, 10)).toEqual([[2, 210]])
})

test('what is locked is not held, and does not follow', () => {
  const context = contextOf(
    [
      { ...first, locked: true },
      { id: 3, from: 400, to: 450 },
    ],
    { selection: chosen(1, 3) },
  )
  const y = laneY(context.layout, 1)
  for (const of of ['in', 'out', 'body', 'gain', 'fadeIn', 'bendIn']) {
    const outcome = drag(context, [[150, y], [180, y - 9]], { target: part(1, of) }) // prettier-ignore
    expect(edits(outcome)).toEqual([])
    const said = outcome.effects.flatMap((effect) => (effect.type === 'say' ? [effect.words] : []))
    expect(said).toEqual(['1M01 is locked: unlock it first.'])
  }
  expect(edits(drag(context, [[420, y], [440, y]], { target: part(3, 'body') }))).toMatchObject([
    { moves: [{ placement: 3 }] },
  ]) // prettier-ignore
})

test('a press on one of a group holds all of it', () => {
  const context = contextOf([
    { ...first, group: 7 },
    { id: 3, lane: 2, from: 400, to: 450, group: 7 },
  ])
  const y = laneY(context.layout, 1)
  const outcome = drag(context, [[150, y], [160, y]]) // prettier-ignore
  expect(outcome.selection).toEqual(chosen(1, 3))
  expect(edits(outcome)).toMatchObject([{ moves: [{ placement: 1 }, { placement: 3 }] }])
})

test('a point of the volume line is added, moved, made fine and taken away', () => {
  const volume = [[40, -600], [90, 0]] as const // prettier-ignore
  const drawn = [{ id: 1, from: 100, to: 200, trackStart: 30, trackLength: 400, volume }]
  const context = contextOf(drawn, { selection: chosen(1), tool: 'volume' })
  const y = laneY(context.layout, 1)
  const added = edits(drag(context, [[140, y]], { target: part(1, 'body') }))
  expect(added).toMatchObject([
    {
      type: 'setVolume',
      placements: [1],
      // On the line as it is, wherever the pointer is: −6 dB at 40, 0 dB at 90.
      points: [{ at: frames(40) }, { at: frames(70), gain: -250 }, { at: frames(90) }],
    },
  ])
  const held = { target: part(1, 'point0') }
  const moved = (x: number, up: number, keys = noKeys) => {
    const [edit] = edits(drag(contextOf(drawn, { selection: chosen(1) }), [[110, y], [x, y - up]], { ...held, keys })) // prettier-ignore
    return edit?.type === 'setVolume' ? edit.points.map(({ at, gain }) => [at / frames(1), gain]) : []
  }
  const [coarse] = moved(120, 10)
  const [slight] = moved(120, 10, fine)
  expect([coarse?.[0], slight?.[0]]).toEqual([50, 41])
  expect(coarse?.[1]).toBeGreaterThan(slight?.[1] ?? 0)
  expect(slight?.[1]).toBeGreaterThan(-600)
  // It stays within the placement.
  expect(moved(900, 0)[1]).toEqual([130, -600])
  const gone = edits(drag(context, [[110, y]], { ...held, keys: alt }))
  expect(gone).toMatchObject([{ type: 'setVolume', points: [{ at: frames(90), gain: 0 }] }])
})

test('a fade is bent by its middle and a double click makes it straight', () => {
  const context = contextOf([first], { selection: chosen(1) })
  const target = part(1, 'bendOut')
  const [bent] = edits(drag(context, [[190, 140], [190, 120]], { target })) // prettier-ignore
  expect(bent).toMatchObject({ type: 'shapePlacements', fadeOut: { bend: 40 } })
  const [little] = edits(drag(context, [[190, 140], [190, 120]], { target, keys: fine })) // prettier-ignore
  expect(little).toMatchObject({ fadeOut: { bend: 5 } })
  expect(edits(drag(context, [[190, 140]], { target, clicks: 2 }))).toMatchObject([{ fadeOut: { bend: 0 } }])
})

test('keys trim, roll and slip by frames, and time from the end', () => {
  const context = contextOf(two, { selection: chosen(1) })
  expect(trimmedBy(context, 'in', -1)?.edits).toEqual([
    { type: 'trimPlacement', placement: 1, edge: 'in', to: frames(99) },
  ])
  expect(trimmedBy(context, 'in', -100)?.edits).toMatchObject([{ to: frames(70) }])
  expect(rolledBy(context, 3)?.edits).toMatchObject([
    {
      trims: [
        { placement: 1, to: frames(203) },
        { placement: 2, to: frames(203) },
      ],
    },
  ])
  // From the other side too; and without a selection where the playhead stands.
  const across = rolledBy(context, 3)?.edits
  expect(rolledBy({ ...context, selection: chosen(2) }, 3)?.edits).toEqual(across)
  const standing = { ...context, selection: chosen(), playhead: frames(150) as Position }
  expect(rolledBy(standing, 3)?.edits).toEqual(across)
  expect(slippedBy(context, 0.5)?.edits).toEqual([
    { type: 'slipPlacements', slips: [{ placement: 1, trackStart: frames(29.5) }] },
  ])
  expect(backTimed(context, true)?.edits).toEqual([{ type: 'backTime', placement: 1, at: 0, keepIn: true }])
})

test('a key that changes nothing says why', () => {
  const why = (id: number, over: Partial<Parameters<typeof contextOf>[1]> = {}, of = two) => {
    const context = contextOf(of, { selection: chosen(id), ...over })
    return [
      whyNotTrimmed(context, 'in', -1),
      whyNotTrimmed(context, 'out', -1),
      whyNotRolled(context),
      whyNotSlipped(context),
    ]
  }
  expect(why(1)).toEqual([
    'The recording has no sound before that.',
    'Nothing of it would be left.',
    'One of the two recordings has no more sound there.',
    'The recording has no more sound on that side.',
  ])
  const alone = [{ ...first, locked: true }]
  const locked = '1M01 is locked: unlock it first.'
  expect(why(1, {}, alone)).toEqual([locked, locked, locked, locked])
  const nowhere = contextOf(two, { selection: chosen() })
  expect(whyNotTrimmed({ ...nowhere, playhead: frames(900) as Position }, 'in', -1)).toMatch(/^Select a placement/)
  expect(whyNotRolled(contextOf([first], { selection: chosen(1) }))).toMatch(/^Nothing touches it/)
})

test.each(['tail', 'fadeOut'] as const)(
  'Shift that is pressed on the way makes %s finer from there, without a jump',
  (of) => {
    const lengthIn = (edit: Edit | undefined) =>
      edit?.type !== 'shapePlacements' ? undefined : of === 'tail' ? edit.tail : edit.fadeOut?.length
    const context = contextOf(two, { selection: chosen(1) })
    const y = laneY(context.layout, 1)
    const by = of === 'tail' ? 1 : -1
    const { gesture } = drag(context, [[150, y], [150 + 40 * by, y]], { target: part(1, of), end: 'held' }) // prettier-ignore
    const at = (x: number) => ({ type: 'up', pointer: { x, y, keys: fine } }) as const
    const lengths = [40, 60].map((x) => {
      const { effects } = step(gesture, at(150 + x * by), context)
      const edit = effects.flatMap((effect) => (effect.type === 'commit' ? effect.edits : []))[0]
      return (lengthIn(edit) ?? 0) / frame
    })
    expect(lengths).toEqual([expect.closeTo(40, 3), expect.closeTo(42, 3)])
  },
)

test('figures that are typed during a drag are taken exactly', () => {
  const typed = (id: number, of: string, text: string, over: Partial<Parameters<typeof contextOf>[1]> = {}) => {
    const context = contextOf(two, { selection: chosen(1, 2), snapping: true, ...over })
    const y = laneY(context.layout, 1)
    const { gesture } = drag(context, [[150, y], [163, y - 4]], { target: part(id, of), end: 'held' }) // prettier-ignore
    const next = stepTyped(gesture, text, { ...context, selection: chosen(id) })
    if ('wrong' in next) return next.wrong
    return next.effects.flatMap((effect) => (effect.type === 'commit' ? effect.edits : []))[0]
  }
  expect(typed(1, 'out', '+7')).toMatchObject({
    trims: [
      { placement: 1, to: frames(207) },
      { placement: 2, to: frames(307) },
    ],
  })
  expect(typed(1, 'body', '-10')).toMatchObject({ moves: [{ inPoint: frames(90) }, { inPoint: frames(190) }] })
  expect(typed(1, 'fadeOut', '12f')).toMatchObject({ fadeOut: { length: frames(12) } })
  expect(typed(1, 'tail', '2.5')).toMatchObject({
    type: 'shapePlacements',
    tail: expect.closeTo(2.5 * 705_600_000, -4) as number,
  })
  expect(typed(1, 'tail', '12')).toMatchObject({ tail: 7_056_000_000 })
  expect(typed(1, 'gain', '-3.4')).toMatchObject({ gain: -340 })
  expect(typed(1, 'bendIn', '-35')).toMatchObject({ fadeIn: { bend: -35 } })
  expect(typed(1, 'body', '+2', { tool: 'slip' })).toMatchObject({
    trackStart: expect.closeTo(frames(32), -5) as number,
  })
  expect(typed(1, 'gain', '+-')).toBe('+- is not a number.')
})

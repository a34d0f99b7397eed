import { describe, expect, test } from 'vitest'
import { hitOf, sceneOf } from '../bench/made-up'
import { rowOf } from '../layout'
import { nothing } from '../selection'
import { chosen, contextOf, drag, edits, frames, laneY, noKeys } from './check'

const shift = { ...noKeys, shift: true }
const rates = 24 / 1.001

describe('selecting', () => {
  const drawn = [
    { id: 1, from: 100, to: 200 },
    { id: 2, from: 300, to: 400 },
    { id: 3, lane: 2, from: 100, to: 200 },
  ]

  test('a rubber band takes what it touches', () => {
    const context = contextOf(drawn)
    const [top, below] = [laneY(context.layout, 1), laneY(context.layout, 2)]
    expect(
      drag(context, [
        [50, top],
        [150, below],
      ]).selection,
    ).toEqual(chosen(1, 3))
    expect(
      drag(context, [
        [220, top],
        [320, top + 2],
      ]).selection,
    ).toEqual(chosen(2))
  })

  test('Shift and Ctrl add and take away', () => {
    const context = contextOf(drawn, { selection: chosen(1) })
    const y = laneY(context.layout, 1)
    expect(drag(context, [[350, y]], { keys: shift }).selection).toEqual(chosen(1, 2))
    expect(drag(context, [[150, y]], { keys: shift }).selection).toEqual(nothing)
  })

  test('a click on one of several leaves that one', () => {
    const context = contextOf(drawn, { selection: chosen(1, 2) })
    expect(drag(context, [[150, laneY(context.layout, 1)]]).selection).toEqual(chosen(1))
  })

  test('a click on nothing selects nothing', () => {
    const context = contextOf(drawn, { selection: chosen(1, 2) })
    expect(drag(context, [[250, laneY(context.layout, 1)]]).selection).toEqual(nothing)
  })
})

describe('the blade', () => {
  test('cuts the placement under it at the nearest frame', () => {
    const context = contextOf([{ id: 1, from: 100, to: 200 }], { tool: 'blade' })
    expect(edits(drag(context, [[150.4, laneY(context.layout, 1)]]))).toEqual([
      { type: 'bladePlacements', placements: [1], at: frames(150) },
    ])
  })

  test('cuts nothing at an edge', () => {
    const context = contextOf([{ id: 1, from: 100, to: 200 }], { tool: 'blade' })
    expect(edits(drag(context, [[100.2, laneY(context.layout, 1)]]))).toEqual([])
  })
})

describe('marks and scenes', () => {
  const rest = {
    hits: [hitOf(50, 300 / rates, 'her hand')],
    scenes: [sceneOf(60, '1', 'A', 0, 200 / rates), sceneOf(61, '2', 'B', 200 / rates, 400 / rates)],
  }

  test('a hit follows the pointer to a frame', () => {
    const context = contextOf([], { rest })
    const y = rowOf(context.layout, 'marks').y + 20
    expect(
      edits(
        drag(context, [
          [301, y],
          [341, y],
        ]),
      ),
    ).toEqual([{ type: 'editHit', hit: 50, at: frames(340) }])
  })

  test('the edge between two scenes moves both, the one that gives way first', () => {
    const context = contextOf([], { rest })
    const y = rowOf(context.layout, 'scenes').y + 20
    expect(
      edits(
        drag(context, [
          [200, y],
          [250, y],
        ]),
      ),
    ).toEqual([
      { type: 'editScene', scene: 61, set: { inPoint: frames(250) } },
      { type: 'editScene', scene: 60, set: { outPoint: frames(250) } },
    ])
    expect(
      edits(
        drag(context, [
          [200, y],
          [-50, y],
        ]),
      ),
    ).toMatchObject([{ scene: 60, set: { outPoint: frames(1) } }, {}])
  })
})

describe('the ruler and the hand', () => {
  test('the playhead follows the pointer, and returns when the scrub is given up', () => {
    const context = contextOf([])
    const seeks = (end: 'up' | 'cancel') =>
      drag(
        context,
        [
          [10, 5],
          [20, 5],
        ],
        { end },
      ).effects.map((effect) => (effect.type === 'seek' ? effect : undefined))
    expect(seeks('up')).toMatchObject([
      { at: frames(10), scrub: true },
      { at: frames(20), scrub: true },
      { at: frames(20), scrub: false },
    ])
    expect(seeks('cancel').at(-1)).toMatchObject({ at: 0, scrub: false })
  })

  test('the middle button and the space bar pan', () => {
    const context = contextOf([{ id: 1, from: 100, to: 200 }])
    const y = laneY(context.layout, 1)
    for (const how of [{ button: 'middle' }, { space: true }] as const) {
      expect(
        drag(
          context,
          [
            [150, y],
            [140, y + 5],
          ],
          how,
        ).effects,
      ).toEqual([{ type: 'pan', x: 10, y: -5 }])
    }
  })

  test('a double click where nothing is wishes to spot a cue there', () => {
    const context = contextOf([])
    const outcome = drag(context, [[123.3, laneY(context.layout, 2)]], { clicks: 2 })
    expect(outcome.effects).toEqual([{ type: 'spot', at: frames(123), lane: 2 }])
  })
})

describe('giving up', () => {
  const y = (context: ReturnType<typeof contextOf>) => laneY(context.layout, 1)
  const context = contextOf([{ id: 1, from: 100, to: 200, trackLength: 400 }], {
    selection: chosen(1),
    rest: { hits: [hitOf(50, 300 / rates, 'h')], scenes: [sceneOf(60, '1', 'A', 0, 200 / rates)] },
  })
  test.each([
    ['a move', [150, y(context)]],
    ['a trim', [102, y(context)]],
    ['a hit', [300, rowOf(context.layout, 'marks').y + 20]],
    ['a scene', [200, rowOf(context.layout, 'scenes').y + 20]],
  ] as const)('%s leaves no trace', (_, from) => {
    const outcome = drag(context, [from, [from[0] + 60, from[1] + 40]], { end: 'cancel' })
    expect(edits(outcome)).toEqual([])
    expect(outcome.gesture).toEqual({ kind: 'idle' })
  })

  test('a rubber band gives back what was selected', () => {
    const outcome = drag(
      context,
      [
        [400, y(context)],
        [120, y(context)],
      ],
      { end: 'cancel', keys: shift },
    )
    expect(outcome.selection).toEqual(chosen(1))
  })
})

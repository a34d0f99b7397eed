import { describe, expect, test } from 'vitest'
import { hitOf, sceneOf } from '../bench/made-up'
import { chosen, contextOf, drag, edits, frames, noKeys, rowOf } from './check'

const shift = { ...noKeys, shift: true }
const alt = { ...noKeys, alt: true }
const rates = 24 / 1.001

describe('moving', () => {
  test('commits once, on release', () => {
    const context = contextOf([{ id: 1, from: 100, to: 200 }])
    const y = rowOf(context.layout, 1)
    const outcome = drag(context, [
      [150, y],
      [160, y],
      [180, y],
    ])
    expect(outcome.effects.filter((effect) => effect.type === 'commit')).toHaveLength(1)
    expect(edits(outcome)).toEqual([
      { type: 'movePlacements', moves: [{ placement: 1, inPoint: frames(130), lane: 1 }] },
    ])
    expect(outcome.gesture.kind).toBe('idle')
  })

  test('goes across lanes', () => {
    const context = contextOf([{ id: 1, from: 100, to: 200 }])
    const outcome = drag(context, [
      [150, rowOf(context.layout, 1)],
      [150, rowOf(context.layout, 3)],
    ])
    expect(edits(outcome)).toEqual([
      { type: 'movePlacements', moves: [{ placement: 1, inPoint: frames(100), lane: 3 }] },
    ])
  })

  test('takes all that is selected along, as far as all of it fits', () => {
    const selection = chosen(1, 2)
    const context = contextOf(
      [
        { id: 1, from: 50, to: 100 },
        { id: 2, lane: 2, from: 300, to: 400 },
      ],
      { selection },
    )
    const outcome = drag(context, [
      [350, rowOf(context.layout, 2)],
      [0, rowOf(context.layout, 3)],
    ])
    expect(edits(outcome)).toEqual([
      {
        type: 'movePlacements',
        moves: [
          { placement: 2, inPoint: frames(250), lane: 3 },
          { placement: 1, inPoint: frames(0), lane: 2 },
        ],
      },
    ])
  })

  test('cannot leave the cut', () => {
    const context = contextOf([{ id: 1, from: 100, to: 200 }])
    const y = rowOf(context.layout, 1)
    for (const [to, inPoint] of [
      [-900, 0],
      [5000, 900],
    ] as const) {
      const [edit] = edits(
        drag(context, [
          [150, y],
          [to, y],
        ]),
      )
      expect(edit).toMatchObject({ moves: [{ inPoint: frames(inPoint) }] })
    }
  })

  test('keeps to one axis while Shift is held', () => {
    const context = contextOf([{ id: 1, from: 100, to: 200 }], { selection: chosen(1) })
    const [y, below] = [rowOf(context.layout, 1), rowOf(context.layout, 2)]
    expect(
      edits(
        drag(
          context,
          [
            [150, y],
            [400, below],
          ],
          { keys: shift },
        ),
      ),
    ).toMatchObject([{ moves: [{ inPoint: frames(350), lane: 1 }] }])
    expect(
      edits(
        drag(
          context,
          [
            [150, y],
            [160, below],
          ],
          { keys: shift },
        ),
      ),
    ).toMatchObject([{ moves: [{ inPoint: frames(100), lane: 2 }] }])
  })

  test('snaps either edge, unless Alt is held', () => {
    const context = contextOf(
      [
        { id: 1, from: 100, to: 200 },
        { id: 2, from: 400, to: 500 },
      ],
      { snapping: true },
    )
    const y = rowOf(context.layout, 1)
    const path = [
      [150, y],
      [345, y],
    ] as const
    const held = drag(context, path, { end: 'held' })
    expect(held.preview.guides.map((guide) => guide.label)).toEqual(['start of 1M02A'])
    expect(edits(drag(context, path))).toMatchObject([{ moves: [{ inPoint: frames(300) }] }])
    expect(edits(drag(context, path, { keys: alt }))).toMatchObject([{ moves: [{ inPoint: frames(295) }] }])
  })

  test('shows on the way what it will commit', () => {
    const context = contextOf([{ id: 1, from: 100, to: 200 }])
    const y = rowOf(context.layout, 1)
    const { preview } = drag(
      context,
      [
        [150, y],
        [171, y],
      ],
      { end: 'held' },
    )
    expect([...preview.placements.values()]).toMatchObject([{ id: 1, inPoint: frames(121), outPoint: frames(221) }])
  })

  test('a press that hardly moves is a click', () => {
    const context = contextOf([{ id: 1, from: 100, to: 200 }])
    const y = rowOf(context.layout, 1)
    const outcome = drag(context, [
      [150, y],
      [152, y],
    ])
    expect(edits(outcome)).toEqual([])
    expect(outcome.selection).toEqual(chosen(1))
  })
})

describe('trimming', () => {
  const context = contextOf([{ id: 1, from: 100, to: 200, trackStart: 30, trackLength: 150 }])
  const y = rowOf(context.layout, 1)

  test('moves one edge', () => {
    expect(
      edits(
        drag(context, [
          [102, y],
          [122, y],
        ]),
      ),
    ).toEqual([{ type: 'trimPlacement', placement: 1, edge: 'in', to: frames(120) }])
    expect(
      edits(
        drag(context, [
          [198, y],
          [168, y],
        ]),
      ),
    ).toEqual([{ type: 'trimPlacement', placement: 1, edge: 'out', to: frames(170) }])
  })

  test('stops at the ends of the recording', () => {
    expect(
      edits(
        drag(context, [
          [102, y],
          [0, y],
        ]),
      ),
    ).toMatchObject([{ to: frames(70) }])
    expect(
      edits(
        drag(context, [
          [198, y],
          [400, y],
        ]),
      ),
    ).toMatchObject([{ to: frames(220) }])
  })

  test('leaves one frame', () => {
    expect(
      edits(
        drag(context, [
          [102, y],
          [600, y],
        ]),
      ),
    ).toMatchObject([{ to: frames(199) }])
  })

  test('keeps the sound where it was', () => {
    const { preview } = drag(
      context,
      [
        [102, y],
        [122, y],
      ],
      { end: 'held' },
    )
    expect([...preview.placements.values()]).toMatchObject([{ trackStart: frames(50), inPoint: frames(120) }])
  })
})

describe('slipping', () => {
  test('moves the sound and not the placement, inside the recording', () => {
    const context = contextOf([{ id: 1, from: 100, to: 200, trackStart: 30, trackLength: 150 }], { tool: 'slip' })
    const y = rowOf(context.layout, 1)
    const to = (x: number) =>
      edits(
        drag(context, [
          [150, y],
          [x, y],
        ]),
      )
    expect(to(160)).toEqual([{ type: 'slipPlacement', placement: 1, trackStart: frames(20) }])
    expect(to(100)).toMatchObject([{ trackStart: frames(50) }])
    expect(to(300)).toMatchObject([{ trackStart: 0 }])
  })

  test('is what Ctrl and Alt do with the plain tool', () => {
    const context = contextOf([{ id: 1, from: 100, to: 200, trackStart: 30, trackLength: 150 }])
    const y = rowOf(context.layout, 1)
    const keys = { shift: false, alt: true, command: true }
    expect(
      edits(
        drag(
          context,
          [
            [150, y],
            [155, y],
          ],
          { keys },
        ),
      ),
    ).toMatchObject([{ type: 'slipPlacement' }])
  })
})

describe('fades and gain', () => {
  test('a fade is as long as its handle is dragged, up to the other fade', () => {
    const context = contextOf([{ id: 1, from: 100, to: 200 }])
    const target = { on: 'placement', id: 1 as never, part: 'fadeOut' } as const
    expect(
      edits(
        drag(
          context,
          [
            [200, 140],
            [170, 140],
          ],
          { target },
        ),
      ),
    ).toEqual([{ type: 'shapePlacements', placements: [1], fadeOut: { length: frames(30), shape: 'equalPower' } }])
    expect(
      edits(
        drag(
          context,
          [
            [200, 140],
            [-500, 140],
          ],
          { target },
        ),
      ),
    ).toMatchObject([{ fadeOut: { length: frames(100) } }])
  })

  test('gain rises as the line is dragged up, in half decibels, and for all that is selected', () => {
    const drawn = [
      { id: 1, from: 100, to: 200, gain: -600 },
      { id: 2, from: 300, to: 400, gain: -100 },
    ]
    const context = contextOf(drawn, { selection: chosen(1, 2) })
    const target = { on: 'placement', id: 1 as never, part: 'gain' } as const
    const outcome = edits(
      drag(
        context,
        [
          [150, 160],
          [150, 150],
        ],
        { target },
      ),
    )
    const gains = outcome.map((edit) => (edit.type === 'shapePlacements' ? (edit.gain ?? 0) : 0))
    expect(gains).toHaveLength(2)
    expect((gains[0] ?? 0) - -600).toBe((gains[1] ?? 0) - -100)
    expect((gains[0] ?? 0) % 50).toBe(0)
    expect(gains[0]).toBeGreaterThan(-600)
  })

  test('a double click on the gain line sets 0 dB', () => {
    const context = contextOf([{ id: 1, from: 100, to: 200, gain: -600 }])
    const target = { on: 'placement', id: 1 as never, part: 'gain' } as const
    expect(edits(drag(context, [[150, 150]], { target, clicks: 2 }))).toEqual([
      { type: 'shapePlacements', placements: [1], gain: 0 },
    ])
  })
})

describe('selecting', () => {
  const drawn = [
    { id: 1, from: 100, to: 200 },
    { id: 2, from: 300, to: 400 },
    { id: 3, lane: 2, from: 100, to: 200 },
  ]

  test('a rubber band takes what it touches', () => {
    const context = contextOf(drawn)
    const [top, below] = [rowOf(context.layout, 1), rowOf(context.layout, 2)]
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
    const y = rowOf(context.layout, 1)
    expect(drag(context, [[350, y]], { keys: shift }).selection).toEqual(chosen(1, 2))
    expect(drag(context, [[150, y]], { keys: shift }).selection).toEqual({ kind: 'nothing' })
  })

  test('a click on one of several leaves that one', () => {
    const context = contextOf(drawn, { selection: chosen(1, 2) })
    expect(drag(context, [[150, rowOf(context.layout, 1)]]).selection).toEqual(chosen(1))
  })

  test('a click on nothing selects nothing', () => {
    const context = contextOf(drawn, { selection: chosen(1, 2) })
    expect(drag(context, [[250, rowOf(context.layout, 1)]]).selection).toEqual({ kind: 'nothing' })
  })
})

describe('the blade', () => {
  test('cuts the placement under it at the nearest frame', () => {
    const context = contextOf([{ id: 1, from: 100, to: 200 }], { tool: 'blade' })
    expect(edits(drag(context, [[150.4, rowOf(context.layout, 1)]]))).toEqual([
      { type: 'bladePlacements', placements: [1], at: frames(150) },
    ])
  })

  test('cuts nothing at an edge', () => {
    const context = contextOf([{ id: 1, from: 100, to: 200 }], { tool: 'blade' })
    expect(edits(drag(context, [[100.2, rowOf(context.layout, 1)]]))).toEqual([])
  })
})

describe('marks and scenes', () => {
  const rest = {
    hits: [hitOf(50, 300 / rates, 'her hand')],
    scenes: [sceneOf(60, '1', 'A', 0, 200 / rates), sceneOf(61, '2', 'B', 200 / rates, 400 / rates)],
  }

  test('a hit follows the pointer to a frame', () => {
    const context = contextOf([], { rest })
    const y = context.layout.marks.y + 20
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
    const y = context.layout.scenes.y + 20
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
    const y = rowOf(context.layout, 1)
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
    const outcome = drag(context, [[123.3, rowOf(context.layout, 2)]], { clicks: 2 })
    expect(outcome.effects).toEqual([{ type: 'spot', at: frames(123), lane: 2 }])
  })
})

describe('giving up', () => {
  const y = (context: ReturnType<typeof contextOf>) => rowOf(context.layout, 1)
  const context = contextOf([{ id: 1, from: 100, to: 200, trackLength: 400 }], {
    selection: chosen(1),
    rest: { hits: [hitOf(50, 300 / rates, 'h')], scenes: [sceneOf(60, '1', 'A', 0, 200 / rates)] },
  })
  test.each([
    ['a move', [150, y(context)]],
    ['a trim', [102, y(context)]],
    ['a hit', [300, context.layout.marks.y + 20]],
    ['a scene', [200, context.layout.scenes.y + 20]],
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

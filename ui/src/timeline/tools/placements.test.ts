import { describe, expect, test } from 'vitest'
import { chosen, contextOf, drag, edits, frames, noKeys, laneY } from './check'

const shift = { ...noKeys, shift: true }
const alt = { ...noKeys, alt: true }

describe('moving', () => {
  test('commits once, on release', () => {
    const context = contextOf([{ id: 1, from: 100, to: 200 }])
    const y = laneY(context.layout, 1)
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
      [150, laneY(context.layout, 1)],
      [150, laneY(context.layout, 3)],
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
      [350, laneY(context.layout, 2)],
      [0, laneY(context.layout, 3)],
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
    const y = laneY(context.layout, 1)
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
    const [y, below] = [laneY(context.layout, 1), laneY(context.layout, 2)]
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
    const y = laneY(context.layout, 1)
    const path = [
      [150, y],
      [345, y],
    ] as const
    const held = drag(context, path, { end: 'held' })
    expect(held.preview.guides.map((guide) => guide.label)).toEqual(['start of 1M02A'])
    expect(edits(drag(context, path))).toMatchObject([{ moves: [{ inPoint: frames(300) }] }])
    const free = drag(context, path, { keys: alt, pressKeys: noKeys })
    expect(edits(free)).toMatchObject([{ type: 'movePlacements', moves: [{ inPoint: frames(295) }] }])
  })

  test.each([{ alt: true }, { command: true }])('carries a copy where the press held %o, and snaps it', (keys) => {
    const drawn = [
      { id: 1, from: 100, to: 200 },
      { id: 2, from: 400, to: 500 },
    ]
    const context = contextOf(drawn, { snapping: true })
    const y = laneY(context.layout, 1)
    const path = [
      [150, y],
      [345, y],
    ] as const
    const held = { ...noKeys, ...keys }
    const outcome = drag(context, path, { keys: held })
    const copies = [{ placement: 1, inPoint: frames(300), lane: 1 }]
    expect(edits(outcome)).toEqual([{ type: 'copyPlacements', copies }])
    expect(outcome.preview.placements.size).toBe(0)
    expect(outcome.preview.ghosts).toMatchObject([{ at: frames(300), lane: 1 }])
    // A click with it copies nothing.
    expect(edits(drag(context, [[150, y]], { keys: held }))).toEqual([])
  })

  test('says so when the end of the cut stops it', () => {
    const context = contextOf([{ id: 1, from: 900, to: 1000 }])
    const y = laneY(context.layout, 1)
    const path = [
      [950, y],
      [990, y],
    ] as const
    const outcome = drag(context, path, { end: 'held' })
    expect(outcome.preview.readout?.words).toBe('at the end of the cut')
  })

  test('shows on the way what it will commit', () => {
    const context = contextOf([{ id: 1, from: 100, to: 200 }])
    const y = laneY(context.layout, 1)
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
    const y = laneY(context.layout, 1)
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
  const y = laneY(context.layout, 1)

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
    const y = laneY(context.layout, 1)
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
    const y = laneY(context.layout, 1)
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
    ).toEqual([
      { type: 'shapePlacements', placements: [1], fadeOut: { length: frames(30), shape: 'equalPower', bend: 0 } },
    ])
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

  test('gain rises a quarter of a decibel a pixel, and for all that is selected', () => {
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
    expect(gains[0]).toBe(-350)
  })

  test.each([{ shift: true }, { command: true }])('gain goes a tenth of a decibel a pixel with %o', (keys) => {
    const context = contextOf([{ id: 1, from: 100, to: 200, gain: -600 }], { selection: chosen(1) })
    const target = { on: 'placement', id: 1 as never, part: 'gain' } as const
    const path = [
      [150, 160],
      [150, 150],
    ] as const
    const outcome = drag(context, path, { target, keys: { ...noKeys, ...keys } })
    expect(edits(outcome)).toEqual([{ type: 'shapePlacements', placements: [1], gain: -500 }])
  })

  test('a double click on the gain line sets 0 dB', () => {
    const context = contextOf([{ id: 1, from: 100, to: 200, gain: -600 }])
    const target = { on: 'placement', id: 1 as never, part: 'gain' } as const
    expect(edits(drag(context, [[150, 150]], { target, clicks: 2 }))).toEqual([
      { type: 'shapePlacements', placements: [1], gain: 0 },
    ])
  })
})

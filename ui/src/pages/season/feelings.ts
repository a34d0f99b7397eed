/** What the lines of the arc stand for: how intense, how pleasant or how stirred; all from 0 to 10. */

import type { ArcStep, Feeling } from '../../generated'

export interface Measure {
  readonly id: 'energy' | 'valence' | 'arousal'
  readonly word: string
  /** What the two lines are called. */
  readonly asked: string
  readonly heard: string
  readonly meaning: string
  readonly askedOf: (step: ArcStep) => number | null
  readonly heardOf: (step: ArcStep) => number | null
}

/** Hundredths from -100 to 100 as from 0 to 10. */
const shown = (feeling: Feeling | null, of: keyof Feeling) => (feeling === null ? null : (feeling[of] + 100) / 20)

export const measures: readonly [Measure, ...Measure[]] = [
  {
    id: 'energy',
    word: 'Energy',
    asked: 'scene intensity',
    heard: 'music energy',
    meaning: 'How intense the scenes are, and how much energy the music has',
    askedOf: (step) => step.intensity,
    heardOf: (step) => step.energy,
  },
  {
    id: 'valence',
    word: 'Valence',
    asked: 'scene moods',
    heard: 'moods of the music',
    meaning: 'How pleasant the moods of scenes and recordings are: sad below, happy above',
    askedOf: (step) => shown(step.asked, 'valence'),
    heardOf: (step) => shown(step.heard, 'valence'),
  },
  {
    id: 'arousal',
    word: 'Arousal',
    asked: 'scene moods',
    heard: 'moods of the music',
    meaning: 'How stirred the moods of scenes and recordings are: calm below, tense and excited above',
    askedOf: (step) => shown(step.asked, 'arousal'),
    heardOf: (step) => shown(step.heard, 'arousal'),
  },
]

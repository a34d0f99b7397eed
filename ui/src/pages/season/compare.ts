/** Two statements of a theme beside each other, in words. */

import type { StatementView, ThemeMap } from '../../generated'
import { tempo } from '../../lib/format'
import { minutes } from '../../time/time'

/** Of what is chosen one after the other, the last two. */
export function withOneMore<Id>(chosen: readonly Id[], id: Id): readonly Id[] {
  if (chosen.includes(id)) return chosen.filter((one) => one !== id)
  return [...chosen, id].slice(-2)
}

interface Fact {
  readonly name: string
  readonly values: readonly [string, string]
  readonly differs: boolean
}

const notSaid = 'not said'

function factsOf(map: ThemeMap, statement: StatementView): readonly (readonly [name: string, value: string])[] {
  const nameOf = (id: number) => map.themes.find((theme) => theme.id === id)?.name ?? ''
  const sounds = statement.pick === null ? (statement.muted ? 'muted' : 'no music yet') : minutes(statement.length)
  return [
    ['Stated', statement.manner ?? notSaid],
    ['Changed', statement.changes || notSaid],
    ['Key', statement.key || notSaid],
    ['Tempo', statement.bpmMilli === null ? notSaid : `${tempo(statement.bpmMilli)} bpm`],
    ['Mood', statement.mood || notSaid],
    ['Music', statement.track || 'none yet'],
    ['Length', sounds],
    ['Meets', statement.meets.map(nameOf).join(', ') || 'no other theme'],
    ['Brief', statement.brief || notSaid],
  ]
}

/** What is known of two statements, row by row. */
export function compared(map: ThemeMap, one: StatementView, other: StatementView): readonly Fact[] {
  const others = factsOf(map, other)
  return factsOf(map, one).map(([name, value], at) => {
    const beside = others[at]?.[1] ?? ''
    return { name, values: [value, beside], differs: value !== beside }
  })
}

/** How far into the other of two statements one goes on when the ear is switched to it: as far as in the first, or from its start. */
export function goesOnAt(position: number, from: StatementView, to: StatementView): number {
  const into = position - from.at
  return into > 0 && into < to.length ? into : 0
}

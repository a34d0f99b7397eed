/** What was said of each alternate, round by round. */

import type { AnswerView, QueueCue } from '../../generated'

interface SaidOfOne {
  readonly key: string
  /** Of the cue: `4M07`. */
  readonly number: string
  readonly letter: string
  /** What each reviewer said of it last, for each round. */
  readonly cells: readonly (readonly AnswerView[])[]
}

/** The alternates of which something was said, in the order of the picture; a cell for each of `rounds`. */
export function saidInRounds(queue: readonly QueueCue[], rounds: readonly number[]): readonly SaidOfOne[] {
  return queue.flatMap(({ cue, number, alternates }) =>
    alternates.flatMap(({ placement, letter, history }) =>
      history.length === 0
        ? []
        : [
            {
              key: `${String(cue)} ${String(placement)}`,
              number,
              letter,
              cells: rounds.map((round) => lastOfEach(history.filter((answer) => answer.round === round))),
            },
          ],
    ),
  )
}

/** The newest answer of each reviewer; `answers` begin with the newest. */
function lastOfEach(answers: readonly AnswerView[]): readonly AnswerView[] {
  return answers.filter((answer, at) => answers.findIndex(({ reviewer }) => reviewer === answer.reviewer) === at)
}

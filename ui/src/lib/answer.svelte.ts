/** An answer of the core to a question that depends on what is shown; late answers to old questions are dropped. */

import { sentence } from './ipc'

export class Answer<T> {
  value = $state.raw<T | undefined>()
  /** Why there is none, as a sentence. */
  wrong = $state<string | undefined>()

  /** Asks whenever what `question` reads changes; undefined asks nothing and forgets the last answer. */
  constructor(question: () => Promise<T> | undefined) {
    $effect(() => {
      const asked = question()
      if (asked === undefined) {
        this.value = undefined
        this.wrong = undefined
        return
      }
      let current = true
      asked.then(
        (value) => {
          if (!current) return
          this.value = value
          this.wrong = undefined
        },
        (reason: unknown) => {
          if (!current) return
          this.value = undefined
          this.wrong = sentence(reason)
        },
      )
      return () => {
        current = false
      }
    })
  }
}

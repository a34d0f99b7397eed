/** Problems of one kind, as one line where there are many. */

import type { Problem } from '../../generated'

export interface ProblemGroup {
  readonly key: string
  /** In their order; at least one. */
  readonly problems: readonly Problem[]
}

/** From so many on they are one line: two are read faster than they are opened. */
const many = 3

export function groupsOf(problems: readonly Problem[]): readonly ProblemGroup[] {
  const byKind = new Map<string, Problem[]>()
  for (const problem of problems) {
    const kind = `${problem.severity} ${problem.rule}`
    const known = byKind.get(kind)
    if (known === undefined) byKind.set(kind, [problem])
    else known.push(problem)
  }
  return [...byKind].flatMap(([key, group]) =>
    group.length < many
      ? group.map((problem, at) => ({ key: `${key} ${problem.cue ?? ''} ${at}`, problems: [problem] }))
      : [{ key, problems: group }],
  )
}

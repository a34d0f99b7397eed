/**
 * Runs `work` when asked, never twice at once: asks that come while it runs become one more run.
 * A burst of changes (an import, a key held down) so costs two reads, not hundreds.
 */
export function coalesce(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined
  let again = false

  async function run(): Promise<void> {
    do {
      again = false
      await work()
    } while (asked())
  }
  // Through a function: `again` changes while `work` is awaited, which the compiler cannot see.
  const asked = () => again

  return () => {
    if (running === undefined) {
      running = run().finally(() => {
        running = undefined
      })
    } else {
      again = true
    }
    return running
  }
}

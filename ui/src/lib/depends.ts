/** Says in an effect or a derived value that it is to run again when these change, though it does not use them. */
export function dependsOn(...values: readonly unknown[]): number {
  return values.length
}

/** Widths of side panels, as a page takes them over from what its user has dragged. */

/** Style that sets each CSS variable to the remembered width of its panel; where there is none, the usual one holds. */
export function widthsOf(
  remembered: Readonly<Record<string, number | undefined>>,
  panels: Readonly<Record<`--${string}`, string>>,
): string {
  return Object.entries(panels)
    .flatMap(([variable, panel]) => {
      const width = remembered[panel]
      return width === undefined ? [] : [`${variable}: min(${width}px, 40vw)`]
    })
    .join('; ')
}

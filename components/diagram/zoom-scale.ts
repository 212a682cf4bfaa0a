export interface Size {
  width: number
  height: number
}

const smallest = 0.4
const largest = 4
// Below this the text could no longer be read; a wider picture scrolls instead.
const readable = 0.85
const largestAtFirst = 2

/** The scale within its bounds. */
export function boundedScale(scale: number): number {
  return Math.min(largest, Math.max(smallest, scale))
}

/** The scale at which a picture is first shown in a place: its own size, a little less where that makes it fit. */
export function firstScale(picture: Size, place: Size): number {
  if (picture.width <= place.width || place.width <= 0) return 1
  const fitting = place.width / picture.width
  return fitting >= readable ? fitting : 1
}

/** The scale at which a picture fills a place. */
export function fillingScale(picture: Size, place: Size): number {
  if (picture.width <= 0 || picture.height <= 0) return 1
  const fitting = Math.min(place.width / picture.width, place.height / picture.height, largestAtFirst)
  return boundedScale(fitting)
}

/** Where a scrolled edge has to be so that the point at `at` in the place stays where it is. */
export function keptEdge(edge: number, at: number, ratio: number): number {
  return (edge + at) * ratio - at
}

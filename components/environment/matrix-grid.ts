// Whole class names: Tailwind finds only those that stand somewhere.
const grids = [
  'sm:grid-cols-[216px_repeat(1,minmax(190px,1fr))]',
  'sm:grid-cols-[216px_repeat(2,minmax(190px,1fr))]',
  'sm:grid-cols-[216px_repeat(3,minmax(190px,1fr))]',
  'sm:grid-cols-[216px_repeat(4,minmax(190px,1fr))]',
  'sm:grid-cols-[216px_repeat(5,minmax(190px,1fr))]',
  'sm:grid-cols-[216px_repeat(6,minmax(190px,1fr))]',
  'sm:grid-cols-[216px_repeat(7,minmax(190px,1fr))]',
  'sm:grid-cols-[216px_repeat(8,minmax(190px,1fr))]',
  'sm:grid-cols-[216px_repeat(9,minmax(190px,1fr))]',
  'sm:grid-cols-[216px_repeat(10,minmax(190px,1fr))]',
  'sm:grid-cols-[216px_repeat(11,minmax(190px,1fr))]',
  'sm:grid-cols-[216px_repeat(12,minmax(190px,1fr))]',
]

/** The class that lays out a line of the matrix: the name, then a column per environment. */
export function matrixGrid(environments: number): string {
  return grids[Math.min(grids.length, Math.max(1, environments)) - 1] ?? ''
}

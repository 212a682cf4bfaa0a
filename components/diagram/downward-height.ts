interface Edge {
  from: string
  to: string
  isLabelled: boolean
}

// As drawn with the theme's fonts and spacing, in pixels.
const twoLines = 44.95
const onePeopleLine = 31
const oneLine = 29
const gap = 50
const gapInFrame = 51
const edgeLabel = 20
const frame = 52
// The box of a load balancer and its Pods.
const destination = 241.9
const selfLoop = 108.25
const margins = 23

/** The height in pixels of a flowchart from top to bottom: its rows of nodes, what stands between them, and what goes around. */
export function downwardHeight(whole: string): number {
  const source = withoutDestinations(whole)
  const edges = edgesOf(source)
  const rows = rowsOf(source, edges)
  const rowHeights = new Map<number, number>()
  for (const [, node = '', label = '', kind = ''] of source.matchAll(/^([ns]\d+)\["(.*)"\]:::(\w+)$/gm)) {
    const row = rows.get(node) ?? 0
    rowHeights.set(row, Math.max(rowHeights.get(row) ?? 0, nodeHeight(label, kind)))
  }
  const heights = [...rowHeights.values()].reduce((sum, height) => sum + height, 0)
  const inFrame = source.includes(':::client') ? gapInFrame - gap : 0
  const between = Math.max(0, rowHeights.size - 1) * gap + inFrame + labelledGaps(edges, rows) * edgeLabel
  const around = (source.includes('\nsubgraph ') ? frame : 0) + margins
  const loops = edges.some(({ from, to }) => from === to) ? selfLoop : 0
  return heights + between + around + loops
}

// Each box that edges lead to as a whole stands for one node.
function withoutDestinations(source: string): string {
  return source.replaceAll(/^subgraph (s\d+)\[.*\]\ndirection TB\n(?:.*\n)*?end$/gm, '$1[""]:::destination')
}

function nodeHeight(label: string, kind: string): number {
  if (kind === 'destination') return destination
  if (label.includes('<br/>')) return twoLines
  return kind === 'people' || kind === 'nobody' ? onePeopleLine : oneLine
}

function edgesOf(source: string): Edge[] {
  const found = source.matchAll(/^(n\d+) \w+@\S+?(\|"[^"]*"\|)? ([ns]\d+)$/gm)
  return Array.from(found, ([, from = '', label, to = '']) => ({ from, to, isLabelled: label !== undefined }))
}

/** Each node as far down as the longest way to it, edges that lead back left out. */
function rowsOf(source: string, edges: readonly Edge[]): ReadonlyMap<string, number> {
  const nodes = Array.from(source.matchAll(/^([ns]\d+)\[/gm), ([, node = '']) => node)
  const rows = new Map<string, number>()
  const place = (node: string, row: number, above: ReadonlySet<string>) => {
    if (above.has(node) || (rows.get(node) ?? -1) >= row) return
    rows.set(node, row)
    const way = new Set([...above, node])
    for (const { from, to } of edges) if (from === node) place(to, row + 1, way)
  }
  const led = new Set(edges.flatMap(({ from, to }) => (from === to ? [] : [to])))
  for (const node of nodes) if (!led.has(node)) place(node, 0, new Set())
  return rows
}

// The label of an edge stands in its middle: between two rows where it spans an odd number of them, else beside a node.
function labelledGaps(edges: readonly Edge[], rows: ReadonlyMap<string, number>): number {
  const middles = edges.flatMap(({ from, to, isLabelled }) => {
    const [top = 0, bottom = 0] = [rows.get(from) ?? 0, rows.get(to) ?? 0].sort((a, b) => a - b)
    return isLabelled && (bottom - top) % 2 === 1 ? [(top + bottom) / 2] : []
  })
  return new Set(middles).size
}

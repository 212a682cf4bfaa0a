import { environmentOfPart } from './environment-words'

/** A part of a host that differs between environments by its nature: from `start` to before `end` in the host. */
export interface HostWord {
  start: number
  end: number
  text: string
  kind: 'environment' | 'region' | 'id'
  /** Which environment the word belongs to; null for regions and ids. */
  environment: string | null
}

const directions = '(?:central|(?:north|south)?(?:east|west)|north|south)'
const hyphened = new RegExp(
  `(?<=^|-)(?:(?:af|ap|ca|cn|eu|il|me|mx|sa|us)(?:-gov)?|africa|asia|australia|europe|northamerica|southamerica)-${directions}-?[1-9]\\d?(?=-|$)`,
  'g',
)
// Regions as Azure (`westeurope`, `eastus2`) and the names of ElastiCache (`euc1`) write them.
const compact =
  /^(?:(?:af|ap|ca|eu|me|sa|us)(?:n|s|e|w|c|ne|nw|se|sw)[1-9]|(?:north|south|east|west|northcentral|southcentral|westcentral|central|southeast)(?:us|europe|asia|india)[1-9]?|(?:uk|korea|japan|australia|southafrica|brazil|canada)(?:north|south|east|west|central|southeast))$/
// Within a label these may be words of a language: `contact-us`.
const wholeLabel = new Set(['eu', 'us', 'uk', 'emea', 'apac'])
// A word with a number behind it (`cluster0`) is a name.
const randomId = /^(?![a-z]+\d{1,2}$)(?=[a-z0-9]*\d)(?:[0-9]{4,}|(?=[a-z0-9]*[a-z])[a-z0-9]{6,})$/

/** The words of environments, the regions and the random ids in a normalised host, as they stand between dots and hyphens. */
export function readHostWords(host: string): HostWord[] {
  const words: HostWord[] = []
  let start = 0
  for (const label of host.split('.')) {
    words.push(...wordsOfLabel(label).map((word) => ({ ...word, start: word.start + start, end: word.end + start })))
    start += label.length + 1
  }
  return words
}

/** Whether a label of a host says nothing but its environment or region, so that another environment may do without it. */
export function isOnlyWords(label: string): boolean {
  const words = wordsOfLabel(label).filter(({ kind }) => kind !== 'id')
  const covered = words.reduce((sum, { start, end }) => sum + end - start, 0)
  return words.length > 0 && covered + words.length - 1 === label.length
}

function wordsOfLabel(label: string): HostWord[] {
  const mayHaveRegion = label.includes('-') && /\d/.test(label)
  const regions = [...(mayHaveRegion ? label.matchAll(hyphened) : [])].map(({ index, 0: text }) =>
    wordAt(index, text, 'region', null),
  )
  const isFree = (at: number) => regions.every(({ start, end }) => at < start || at >= end)
  const parts = [...label.matchAll(/[^-_]+/g)].filter(({ index }) => isFree(index))
  const others = parts.flatMap(({ index, 0: text }) => {
    const environment = environmentOfPart(text)
    if (environment !== null) return [wordAt(index, text, 'environment', environment)]
    if (compact.test(text) || (text === label && wholeLabel.has(text))) return [wordAt(index, text, 'region', null)]
    return randomId.test(text) ? [wordAt(index, text, 'id', null)] : []
  })
  return [...regions, ...others].sort((a, b) => a.start - b.start)
}

function wordAt(start: number, text: string, kind: HostWord['kind'], environment: string | null): HostWord {
  return { start, end: start + text.length, text, kind, environment }
}

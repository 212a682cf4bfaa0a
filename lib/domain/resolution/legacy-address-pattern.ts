/** An IPv4 address in one of the forms that `inet_aton` takes, as a pattern for the whole of a name in lower case: what `checkHostName` calls an `ip-literal`. */
export function legacyAddressPattern(): string {
  const byte = numberUpTo(1)
  return `^(${[1, 2, 3, 4].map((bytes) => `(${byte}\\.){${4 - bytes}}${numberUpTo(bytes)}`).join('|')})$`
}

/** The same for one address, such as `169.254.169.254`. */
export function formsOfAddress(address: string): string {
  const bytes = address.split('.').map(Number)
  const forms = [1, 2, 3, 4].map((parts) => {
    const last = bytes.slice(parts - 1).reduce((sum, byte) => sum * 256 + byte, 0)
    return [...bytes.slice(0, parts - 1), last].map(formsOfNumber).join('\\.')
  })
  return `^(${forms.join('|')})$`
}

// As many digits as `checkHostName` reads: 16 behind 0x, 20 behind a leading zero.
const hexDigits = 16
const octalDigits = 20

function formsOfNumber(value: number): string {
  const hex = value.toString(16)
  const octal = value === 0 ? '' : value.toString(8)
  const decimal = value === 0 ? [] : [String(value)]
  return `(${[...decimal, `0x0{0,${hexDigits - hex.length}}${hex}`, `00{0,${octalDigits - octal.length}}${octal}`].join('|')})`
}

function numberUpTo(bytes: number): string {
  const largest = 256 ** bytes - 1
  const hex = `0x0{0,${hexDigits - 2 * bytes}}[0-9a-f]{1,${2 * bytes}}`
  const top = largest.toString(8)
  const rest = top.length - 1
  const octal = `00{0,${octalDigits - top.length}}([0-${top.slice(0, 1)}]?[0-7]{0,${rest}})`
  return `(${hex}|${octal}|${decimalUpTo(String(largest))})`
}

/** Whole numbers from 1 without leading zeros: shorter ones, and those that agree with the limit up to a digit and are below it there. */
function decimalUpTo(limit: string): string {
  const digits = [...limit].map(Number)
  const below = digits.flatMap((digit, at) => {
    const first = at === 0 ? 1 : 0
    const rest = digits.length - at - 1
    return digit > first ? [`${limit.slice(0, at)}[${first}-${digit - 1}][0-9]{${rest}}`] : []
  })
  return `([1-9][0-9]{0,${digits.length - 2}}|${below.join('|')}|${limit})`
}

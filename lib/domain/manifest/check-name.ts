/**
 * What the API server says of a name in its own words (`k8s.io/apimachinery/pkg/util/validation`); an empty list means it is well. It counts the bytes
 * of UTF-8 where it says characters, too.
 */
export type NameCheck = (name: string) => string[]

const label = '[a-z0-9]([-a-z0-9]*[a-z0-9])?'
const subdomain = `${label}(\\.${label})*`
const part = '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]'

const dnsLabel = new RegExp(`^${label}$`)
const dnsSubdomain = new RegExp(`^${subdomain}$`)
const namePart = new RegExp(`^${part}$`)
const labelValue = new RegExp(`^(${part})?$`)

const labelRule = rule(
  "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character",
  "'my-name',  or '123-abc'",
  label,
)
const subdomainRule = rule(
  "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character",
  "'example.com'",
  subdomain,
)
const partWords =
  "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character"
const partExamples = "'MyName',  or 'my.name',  or '123-abc'"
const partRule = rule(`name part ${partWords}`, partExamples, part)
const keyRule = `${rule(`a valid label key ${partWords}`, partExamples, part)} with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')`
const valueRule = rule(
  `a valid label must be an empty string or ${partWords.replace('must consist', 'consist')}`,
  "'MyValue',  or 'my_value',  or '12345'",
  `(${part})?`,
)

/** Names of Services (RFC 1123 label, at most 63 characters) and of their ports. */
export const checkDnsLabel: NameCheck = (name) => [
  ...when(bytesOf(name) > 63, 'must be no more than 63 characters'),
  ...when(!dnsLabel.test(name), name.includes('.') && dnsSubdomain.test(name) ? 'must not contain dots' : labelRule),
]

/** `spec.externalName` and the prefixes of keys: at most 253 characters, no rule for the length of one label. */
export const checkDnsSubdomain: NameCheck = (name) => [
  ...when(bytesOf(name) > 253, 'must be no more than 253 characters'),
  ...when(!dnsSubdomain.test(name), subdomainRule),
]

export const checkLabelValue: NameCheck = (value) => [
  ...when(bytesOf(value) > 63, 'must be no more than 63 bytes'),
  ...when(!labelValue.test(value), valueRule),
]

/** Keys of labels and annotations: a name, with a DNS prefix before a slash where it is somebody's own. */
export const checkQualifiedName: NameCheck = (name) => {
  const parts = name.split('/')
  if (parts.length > 2) return [keyRule]
  const own = parts.at(-1) ?? ''
  const prefix = parts.length === 2 ? (parts[0] ?? '') : null
  return [
    ...(prefix === null
      ? []
      : prefix === ''
        ? ['prefix part must be non-empty']
        : checkDnsSubdomain(prefix).map((why) => `prefix part ${why}`)),
    ...when(own === '', 'name part must be non-empty'),
    ...when(bytesOf(own) > 63, 'name part must be no more than 63 bytes'),
    ...when(!namePart.test(own), partRule),
  ]
}

/** The named ports of pods: at most 15 characters (IANA service names, RFC 6335 §5.1). */
export const checkPortName: NameCheck = (name) => [
  ...when(bytesOf(name) > 15, 'must be no more than 15 characters'),
  ...when(!/^[-a-z0-9]+$/.test(name), 'must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)'),
  ...when(!/[a-z]/.test(name), 'must contain at least one letter (a-z)'),
  ...when(name.includes('--'), 'must not contain consecutive hyphens'),
  ...when(/^-|-$/.test(name), 'must not begin or end with a hyphen'),
]

function bytesOf(text: string): number {
  return new TextEncoder().encode(text).length
}

function rule(words: string, examples: string, pattern: string): string {
  return `${words} (e.g. ${examples}, regex used for validation is '${pattern}')`
}

function when(isSaid: boolean, words: string): string[] {
  return isSaid ? [words] : []
}

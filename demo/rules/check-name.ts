const label = '[a-z0-9]([-a-z0-9]*[a-z0-9])?'
const dns1123Label = new RegExp(`^${label}$`)
const dns1123Subdomain = new RegExp(`^${label}(\\.${label})*$`)
const qualifiedPart = /^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/
const labelValue = /^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$/

/** What the API server says about a name; an empty list means it is well. */
export type NameCheck = (name: string) => string[]

const tooLong = (bytes: number) => `must be no more than ${bytes} bytes`

const labelRule =
  "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')"
const subdomainRule =
  "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')"
const namePartRule =
  "name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')"
const labelValueRule =
  "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')"

const tooManyCharacters = (count: number) => `must be no more than ${count} characters`

export const checkDnsLabel: NameCheck = (name) => [
  ...(name.length > 63 ? [tooManyCharacters(63)] : []),
  ...(dns1123Label.test(name)
    ? []
    : [name.includes('.') && dns1123Subdomain.test(name) ? 'must not contain dots' : labelRule]),
]

export const checkDnsSubdomain: NameCheck = (name) => [
  ...(name.length > 253 ? [tooManyCharacters(253)] : []),
  ...(dns1123Subdomain.test(name) ? [] : [subdomainRule]),
]

export const checkLabelValue: NameCheck = (value) => [
  ...(value.length > 63 ? [tooLong(63)] : []),
  ...(labelValue.test(value) ? [] : [labelValueRule]),
]

/** Keys of labels and annotations, and names like `signpost/tracked`. */
export const checkQualifiedName: NameCheck = (name) => {
  const parts = name.split('/')
  if (parts.length > 2) {
    return [
      "a valid label key must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]') with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')",
    ]
  }
  const own = parts.at(-1) ?? ''
  const prefix = parts.length === 2 ? (parts[0] ?? '') : null
  const prefixErrors =
    prefix === null
      ? []
      : prefix === ''
        ? ['prefix part must be non-empty']
        : checkDnsSubdomain(prefix).map((text) => `prefix part ${text}`)
  if (own === '') return [...prefixErrors, 'name part must be non-empty', namePartRule]
  return [
    ...prefixErrors,
    ...(own.length > 63 ? [`name part ${tooLong(63)}`] : []),
    ...(qualifiedPart.test(own) ? [] : [namePartRule]),
  ]
}

import { defineCase, defineSuite } from '../contract-suite.ts'
import { type Cause, expectInvalid, expectSpec, textAt } from '../expect-answer.ts'
import { labelMessage, subdomainMessage } from '../label-messages.ts'
import { aliasSpec, serviceObject, storedAliasSpec } from '../service-object.ts'

const longName = `${`${'a'.repeat(49)}.`.repeat(5)}com`

const accepted: readonly (readonly [title: string, externalName: string])[] = [
  ['an ordinary name', 'api.example.com'],
  ['a trailing dot, and keeps it', 'api.example.com.'],
  ['a name in punycode', 'xn--bcher-kva.example'],
  ['an IPv4 address, which no DNS can follow', '10.0.0.1'],
  ['the metadata address', '169.254.169.254'],
  ['a short form of an address', '0x7f.1'],
  ['digits and dots that are no address', '1.2.3'],
  ['localhost', 'localhost'],
  ['a single label', 'api'],
  ['a name relative to the cluster, which will not be completed', 'svc.ns'],
  ['a name ending in svc', 'svc.ns.svc'],
  ['a label of 64 characters, which DNS cannot carry', `${'a'.repeat(64)}.com`],
  ['253 characters', longName],
]

const malformed: readonly (readonly [title: string, externalName: string])[] = [
  ['upper case', 'Api.example.com'],
  ['an underscore', 'a_b.com'],
  ['a wildcard', '*.example.com'],
  ['a port', 'a.com:443'],
  ['an empty label', 'a..b'],
  ['a leading hyphen', '-a.com'],
  ['a hyphen at the end of a label', 'a-.com'],
  ['raw Unicode', 'bücher.de'],
  ['a scheme', 'https://a.com'],
  ['a path', 'a.com/x'],
  ['a blank', 'a b'],
  ['a line break', 'a.com\n'],
  ['an IPv6 address', '::1'],
]

const invalidTarget = (value: string, message: string): readonly Cause[] => [
  ['spec.externalName', 'Invalid', `Invalid value: ${JSON.stringify(value)}: ${message}`],
]
const required: readonly Cause[] = [['spec.externalName', 'Required', 'Required value']]

const refused: readonly (readonly [title: string, spec: object, causes: readonly Cause[]])[] = [
  ...malformed.map(([title, name]) => [title, aliasSpec(name), invalidTarget(name, subdomainMessage)] as const),
  ['two trailing dots, one of which it ignores', aliasSpec('a.com..'), invalidTarget('a.com.', subdomainMessage)],
  ['254 characters', aliasSpec(`${longName}x`), invalidTarget(`${longName}x`, 'must be no more than 253 characters')],
  ['an empty name', aliasSpec(''), required],
  ['a lone dot', aliasSpec('.'), required],
  ['no name', { type: 'ExternalName' }, required],
  ['null for a name', aliasSpec(null), required],
]

const badServiceNames: readonly (readonly [name: string, message: string])[] = [
  ['Upper', labelMessage],
  ['a_b', labelMessage],
  ['-a', labelMessage],
  ['a.b', 'must not contain dots'],
  ['a'.repeat(64), 'must be no more than 63 characters'],
]

export const aliasNames = defineSuite('names that an alias leads to', [
  ...accepted.map(([title, externalName], index) =>
    defineCase(`accepts ${title}`, async (stage) => {
      const answer = await stage.create('services', serviceObject(`accepted-${index}`, aliasSpec(externalName)))
      expectSpec(answer, storedAliasSpec(externalName))
    }),
  ),
  ...refused.map(([title, spec, causes], index) =>
    defineCase(`refuses ${title}`, async (stage) => {
      const name = `refused-${index}`
      expectInvalid(await stage.create('services', serviceObject(name, spec)), 'Service', name, causes)
    }),
  ),
  ...badServiceNames.map(([name, message]) =>
    defineCase(`refuses a Service called ${name.slice(0, 12)}: ${message.slice(0, 40)}`, async (stage) => {
      const answer = await stage.create('services', serviceObject(name, aliasSpec('a.com')))
      expectInvalid(answer, 'Service', name, [
        ['metadata.name', 'Invalid', `Invalid value: ${JSON.stringify(name)}: ${message}`],
      ])
    }),
  ),
  defineCase('accepts a Service whose name begins with a digit', async (stage) => {
    const answer = await stage.create('services', serviceObject('1abc', aliasSpec('a.com')))
    expectSpec(answer, storedAliasSpec('a.com'))
  }),
  defineCase('refuses a Service without a name', async (stage) => {
    const answer = await stage.create('services', { kind: 'Service', apiVersion: 'v1', spec: aliasSpec('a.com') })
    expectInvalid(answer, 'Service', '', [
      ['metadata.name', 'Required', 'Required value: name or generateName is required'],
    ])
  }),
  defineCase('makes up the rest of a name from generateName', async (stage) => {
    const answer = await stage.create('services', {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { generateName: 'made-' },
      spec: aliasSpec('a.com'),
    })
    expectSpec(answer, storedAliasSpec('a.com'))
    if (!/^made-[a-z0-9]{5}$/.test(textAt(answer.body, 'metadata.name'))) throw new Error(answer.text)
  }),
])

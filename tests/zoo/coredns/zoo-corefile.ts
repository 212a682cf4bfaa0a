import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** Where the servers of the zoo listen: the authority, the resolver before it, and a socket that never answers. */
export interface ZooPorts {
  readonly authority: number
  readonly resolver: number
  readonly silent: number
}

/** More addresses than one UDP message holds. */
export const many = Array.from({ length: 100 }, (_, index) => `203.0.113.${100 + index}`)

const soa = '@ 60 IN SOA ns.zoo.test. hostmaster.zoo.test. 1 3600 600 86400 5\n@ 60 IN NS ns.zoo.test.\n'
const chain = (links: number) =>
  Array.from({ length: links }, (_, index) => `l${links}-${index} 60 IN CNAME l${links}-${index + 1}`).join('\n')

const zones: Readonly<Record<string, string>> = {
  'zoo.test': `${soa}
ns 60 IN A 203.0.113.53
a 60 IN CNAME b
b 60 IN CNAME c
c 60 IN A 203.0.113.1
c 60 IN AAAA 2001:db8::1
v6 60 IN AAAA 2001:db8::1
empty 60 IN TXT "nothing else"
to-empty 60 IN CNAME empty
to-missing 60 IN CNAME missing
to-failing 60 IN CNAME x.failing.zoo.test.
to-dead 60 IN CNAME x.dead.zoo.test.
to-refused 60 IN CNAME x.nobody.test.
self 60 IN CNAME self
ping 60 IN CNAME pong
pong 60 IN CNAME ping
lead 60 IN CNAME ping
*.wild 60 IN CNAME c
_db._tcp 60 IN CNAME c
old 60 IN DNAME new
api.new 60 IN CNAME c
zero 0 IN CNAME day
day 86400 IN A 203.0.113.1
meta 60 IN A 169.254.169.254
${many.map((address) => `many 60 IN A ${address}`).join('\n')}
below 60 IN NS ns.below
ns.below 60 IN A 203.0.113.99
${chain(9)}
l9-9 60 IN A 203.0.113.1
${chain(17)}
l17-17 60 IN A 203.0.113.1
`,
  'apex.test': `${soa}@ 60 IN CNAME c.zoo.test.\n`,
}

const blocks: Readonly<Record<string, readonly string[]>> = {
  'failing.zoo.test': ['template ANY ANY {', '    rcode SERVFAIL', '}'],
  'aaaa-fails.test': [
    'template IN A {',
    '    answer "{{ .Name }} 60 IN A 203.0.113.1"',
    '}',
    'template IN AAAA {',
    '    rcode SERVFAIL',
    '}',
  ],
  'bogus.test': [
    'rewrite continue {',
    '    rcode regex .* NXDOMAIN SERVFAIL',
    '}',
    'template ANY ANY {',
    '    rcode NXDOMAIN',
    '    ederror 6 "signature does not match"',
    '}',
  ],
  'unreachable.test': [
    'rewrite continue {',
    '    rcode regex .* NXDOMAIN SERVFAIL',
    '}',
    'template ANY ANY {',
    '    rcode NXDOMAIN',
    '    ederror 22 "no server answered"',
    '}',
  ],
  'stale.test': [
    'template IN A {',
    '    answer "{{ .Name }} 60 IN A 203.0.113.1"',
    '    ederror 3 "from an expired entry"',
    '}',
    'template IN AAAA {',
    '    rcode NOERROR',
    '}',
  ],
  'blocked.test': ['acl {', '    block', '}'],
  'filtered.test': ['acl {', '    filter', '}'],
  'dropped.test': ['acl {', '    drop', '}'],
  'slow.test': ['erratic {', '    drop 0', '    truncate 0', '    delay 1 200ms', '}'],
  // The upstream listens and never answers.
  'dead.zoo.test': [],
}

/** Writes the zones and the two Corefiles into a folder and gives the Corefiles' paths. */
export async function writeZooFiles(folder: string, ports: ZooPorts): Promise<{ authority: string; resolver: string }> {
  const zoneFile = (zone: string) => join(folder, `${zone}.zone`)
  for (const [zone, text] of Object.entries(zones)) await writeFile(zoneFile(zone), `$ORIGIN ${zone}.\n${text}`)
  const authority = [
    ...Object.keys(zones).map((zone) => block(zone, ports.authority, [`file ${zoneFile(zone)}`])),
    ...Object.entries(blocks).map(([zone, lines]) =>
      block(zone, ports.authority, zone.startsWith('dead.') ? [`forward . 127.0.0.1:${ports.silent}`] : lines),
    ),
  ]
  const resolver = block('.', ports.resolver, [
    'errors',
    `forward . 127.0.0.1:${ports.authority}`,
    'cache 5',
    'loadbalance',
  ])
  const paths = { authority: join(folder, 'authority.corefile'), resolver: join(folder, 'resolver.corefile') }
  await writeFile(paths.authority, authority.join(''))
  await writeFile(paths.resolver, resolver)
  return paths
}

function block(zone: string, port: number, lines: readonly string[]): string {
  const body = ['bind 127.0.0.1', ...lines].map((line) => `    ${line}\n`)
  return `${zone}:${port} {\n${body.join('')}}\n`
}

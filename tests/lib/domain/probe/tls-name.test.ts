// @vitest-environment jsdom
import { spawnSync } from 'node:child_process'
import fc from 'fast-check'
import mermaid from 'mermaid'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { inClusterNames, nameCoverage } from '@/lib/domain/probe/tls-name'
import { tlsNameDiagram } from '@/lib/domain/probe/tls-name-diagram'
import { type TlsNameFixInput, tlsNameFix } from '@/lib/domain/probe/tls-name-fix'

const service = { namespace: 'finance', name: 'erp' }
const serviceName = 'erp.finance.svc.cluster.local'
const host = 'erp.legacy.company.com'
const aliasNames = inClusterNames(service, 'cluster.local')

function coverage(...covered: string[]) {
  const covers = [host, ...aliasNames].map((name) => ({ name, isCovered: covered.includes(name) }))
  return nameCoverage(covers, host, aliasNames)
}

describe('the names of an alias', () => {
  it('are all that clients in the cluster may use', () => {
    expect(aliasNames).toEqual(['erp', 'erp.finance', 'erp.finance.svc', serviceName])
  })

  it('count as not covered when nobody looked', () => {
    expect(nameCoverage([], host, ['erp'])).toEqual({
      host,
      isHostCovered: false,
      aliasNames: [{ name: 'erp', isCovered: false }],
    })
  })
})

describe('the diagram', () => {
  const draw = (covered: string[], names: string[], nameCount = names.length) =>
    tlsNameDiagram({ serviceName, coverage: coverage(...covered), names, nameCount })

  it('leads from what clients ask for to what the certificate is for', () => {
    expect(draw([host], [host, '*.company.com', 'x', 'y'], 120)).toBe(
      [
        'flowchart LR',
        'accTitle: TLS name',
        `accDescr: The certificate is not for ${serviceName}, and is for ${host}.`,
        `n0["client as it is<br/>asks for ${serviceName}"]:::alias`,
        `n1["client with TLS server name<br/>asks for ${host}"]:::client`,
        `n2["${host}, #42;.company.com +118<br/>what the certificate is for"]:::terminal`,
        'n0 broken0@--x|"refused"| n2',
        'n1 leads1@-->|"matches"| n2',
        '',
      ].join('\n'),
    )
  })

  it('shows a certificate for neither as broken, and one for both as fine', () => {
    expect(draw([], ['other.example'])).toMatch(/:::bad\nn0 broken0@--x.*\nn1 broken1@--x/)
    expect(draw([host, serviceName], [host])).toMatch(/:::terminal\nn0 leads0@-->.*\nn1 leads1@-->/)
    expect(draw([], [])).toContain('no name<br/>')
  })

  it('stays the same Mermaid whatever the certificate says', async () => {
    const pieces = fc.constantFrom(
      '"]; click n0 "javascript:x"',
      '%%{init: {}}%%',
      '<img src=x>',
      '\nend\n',
      '\u202e',
      '`',
    )
    const hostile = fc.array(fc.oneof(pieces, fc.string({ unit: 'binary-ascii' })), { minLength: 1, maxLength: 4 })
    await fc.assert(
      fc.asyncProperty(hostile, async (names) => {
        const source = draw([host], names)
        await mermaid.parse(source)
        expect(source.split('\n')).toHaveLength(9)
      }),
      { numRuns: 25 },
    )
  }, 30_000)
})

describe('the fix', () => {
  const input: TlsNameFixInput = { ...service, serviceName, port: 8443, coverage: coverage(host) }
  const clients = () => new Map(tlsNameFix(input)?.clients.map(({ name, text }) => [name, text]))

  it('is a ConfigMap with the host to call and the TLS name to ask for', () => {
    expect(parse(tlsNameFix(input)?.configMap ?? '')).toEqual({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'erp-endpoint', namespace: 'finance' },
      data: { API_HOST: serviceName, API_TLS_SERVER_NAME: host },
    })
  })

  it('keeps names that YAML would read as something else', () => {
    const odd = tlsNameFix({ ...input, name: 'on', namespace: '007' })
    expect(parse(odd?.configMap ?? '')).toMatchObject({ metadata: { name: 'on-endpoint', namespace: '007' } })
  })

  it('has lines for each kind of client, which read the ConfigMap', () => {
    expect([...clients().keys()]).toEqual(['Node', 'Go', 'Java', 'Python', 'curl', 'psql'])
    for (const name of ['Node', 'Go', 'Java', 'Python']) {
      expect(clients().get(name)).toMatch(/API_HOST.*API_TLS_SERVER_NAME/s)
      expect(clients().get(name)).toContain('8443')
    }
  })

  it('reaches the alias and asks for the name of the certificate from a shell', () => {
    const words = (line: string | undefined) =>
      spawnSync(
        'sh',
        [
          '-c',
          `curl() { printf '%s\\n' "$@"; }; psql() { printf '%s\\n' "$@"; }; getent() { echo "10.0.0.1 STREAM $2"; }; ${line}`,
        ],
        {
          encoding: 'utf8',
        },
      ).stdout.split('\n')
    expect(words(clients().get('curl'))).toEqual([
      '--connect-to',
      `${host}:8443:${serviceName}:8443`,
      `https://${host}:8443/`,
      '',
    ])
    expect(words(clients().get('psql'))[0]).toBe(
      `host=${host} hostaddr=10.0.0.1 port=8443 sslmode=verify-full dbname=DATABASE user=USER`,
    )
  })

  it('is none when it is not needed, or when the certificate is not for the target', () => {
    expect(tlsNameFix({ ...input, coverage: coverage(host, ...aliasNames) })).toBeNull()
    expect(tlsNameFix({ ...input, coverage: coverage() })).toBeNull()
  })

  it('is none for a name or port that is no name or port', () => {
    for (const bad of ["a'; rm -rf /;'", 'a b', '$(x)', 'a\nb', '"', '', 'x'.repeat(300), '`id`']) {
      for (const field of ['name', 'namespace', 'serviceName'] as const)
        expect(tlsNameFix({ ...input, [field]: bad })).toBeNull()
      expect(tlsNameFix({ ...input, coverage: { ...coverage(host), host: bad } })).toBeNull()
    }
    for (const port of [0.5, Number.NaN, Number.POSITIVE_INFINITY]) expect(tlsNameFix({ ...input, port })).toBeNull()
  })
})

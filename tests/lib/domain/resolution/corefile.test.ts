import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readCorefile } from '@/lib/domain/resolution/corefile'
import { dnsFacts } from '@/lib/domain/resolution/dns-facts'

const kubeadm = `.:53 {
    errors
    health {
       lameduck 5s
    }
    ready
    kubernetes cluster.local in-addr.arpa ip6.arpa {
       pods insecure
       fallthrough in-addr.arpa ip6.arpa
       ttl 30
    }
    prometheus :9153
    forward . /etc/resolv.conf {
       max_concurrent 1000
    }
    cache 30 {
       disable success cluster.local
       disable denial cluster.local
    }
    loop
    reload
    loadbalance
}
`

describe('a Corefile', () => {
  test('of kubeadm gives zones, TTLs, cache and upstreams', () => {
    const { servers, problems } = readCorefile(kubeadm)
    expect(problems).toEqual([])
    expect(servers).toEqual([
      {
        zones: ['.'],
        port: 53,
        kubernetes: { zones: ['cluster.local', 'in-addr.arpa', 'ip6.arpa'], ttlSeconds: 30 },
        cache: {
          zones: ['.'],
          successMaxSeconds: 30,
          denialMaxSeconds: 30,
          successDisabled: ['cluster.local'],
          denialDisabled: ['cluster.local'],
        },
        forwards: [{ zone: '.', upstreams: ['/etc/resolv.conf'] }],
        overrides: [],
      },
    ])
  })

  test('leaves the plugins their own defaults', () => {
    const [server] = readCorefile('. {\n kubernetes cluster.local\n cache\n}').servers
    expect(server?.kubernetes?.ttlSeconds).toBe(5)
    expect(server?.cache).toMatchObject({ successMaxSeconds: 3600, denialMaxSeconds: 1800, zones: ['.'] })
  })

  test('may bound the cache by success and denial, and for single zones', () => {
    const text = '. {\n cache 60 example.org {\n success 5000 120\n denial 2500 10 2\n disable success\n }\n}'
    expect(readCorefile(text).servers[0]?.cache).toEqual({
      zones: ['example.org'],
      successMaxSeconds: 120,
      denialMaxSeconds: 10,
      successDisabled: ['.'],
      denialDisabled: [],
    })
  })

  test('has a server per block, with zones over several lines, transports, ports and several forwards', () => {
    const text = `tls://Example.ORG.:853,
      example.net:853 {
        forward corp.example 10.0.0.1 tls://9.9.9.9
        forward . 1.1.1.1 # the rest
      }
      # nothing here {
      consul.local:5353 { forward . 10.1.1.1:8600
      }`
    const { servers, problems } = readCorefile(text)
    expect(problems).toEqual([])
    expect(servers.map(({ zones, port }) => [zones, port])).toEqual([
      [['example.org', 'example.net'], 853],
      [['consul.local'], 5353],
    ])
    expect(servers[0]?.forwards).toEqual([
      { zone: 'corp.example', upstreams: ['10.0.0.1', 'tls://9.9.9.9'] },
      { zone: '.', upstreams: ['1.1.1.1'] },
    ])
    expect(servers[1]?.forwards).toEqual([{ zone: '.', upstreams: ['10.1.1.1:8600'] }])
  })

  test('names what answers before the cluster, line by line, as plain text', () => {
    const text = `. {
      rewrite name exact "a b.example" c.default.svc.cluster.local
      hosts {
        10.0.0.1 db.example
      }
      template IN A bad.example {
        answer "{{ .Name }} 60 IN A 127.0.0.1\u0007"
      }
      file /zones/db.example example.org\u202e
    }`
    expect(readCorefile(text).servers[0]?.overrides).toEqual([
      { plugin: 'rewrite', text: 'rewrite name exact a b.example c.default.svc.cluster.local', line: 2 },
      { plugin: 'hosts', text: 'hosts', line: 3 },
      { plugin: 'template', text: 'template IN A bad.example', line: 6 },
      { plugin: 'file', text: 'file /zones/db.example example.org\\u{202e}', line: 9 },
    ])
  })

  test('may stand without braces, and use snippets', () => {
    expect(readCorefile('.\nkubernetes k8s.example\ncache 7').servers[0]).toMatchObject({
      kubernetes: { zones: ['k8s.example'] },
      cache: { successMaxSeconds: 7 },
    })
    const { servers, problems } = readCorefile('(usual) {\n errors\n cache 9\n}\n. {\n import usual\n}')
    expect(problems).toEqual([])
    expect(servers).toHaveLength(1)
    expect(servers[0]?.cache?.successMaxSeconds).toBe(9)
  })

  test('that imports what is not there says so, and the rest stands', () => {
    const { servers, problems } = readCorefile(
      `${kubeadm.replace('loop', 'import custom/*.override')}\nimport custom/*.server\n`,
    )
    expect(problems).toEqual([
      { line: 20, message: 'import custom/*.override is not in this text' },
      { line: 25, message: 'import custom/*.server is not in this text' },
    ])
    expect(servers[0]?.kubernetes?.ttlSeconds).toBe(30)
  })

  test.each([
    ['. {\n cache 30', 'a block is not closed', 1],
    ['}\n. {\n}', 'a brace closes what nothing opened', 1],
    ['{\n cache\n}', 'a block has no zone before its brace', 1],
    ['. {\n kubernetes cluster.local {\n ttl soon\n}\n}', 'the ttl of kubernetes is no number of seconds: soon', 3],
    ['. {\n cache 0\n}', 'the TTL of cache is no number of seconds: 0', 2],
    ['(a) {\n import a\n}\n. {\n import a\n}', 'import a is not in this text', 2],
    ['x'.repeat(256 * 1024 + 1), 'it is longer than 262144 characters', 1],
  ])('that is wrong is told by line: %#', (text, message, line) => {
    expect(readCorefile(text).problems).toContainEqual({ line, message })
  })

  test('of any text is read without a throw, in bounded time and size', () => {
    const word = fc.constantFrom(
      '.',
      '{',
      '}',
      '"',
      '\\',
      '\n',
      ' ',
      '#',
      ',',
      'import',
      '(a)',
      'a',
      'cache',
      'kubernetes',
      'ttl',
      '9',
    )
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(word, { maxLength: 200 }).map((words) => words.join(' ')),
        ),
        (text) => {
          const { servers, problems } = readCorefile(text)
          expect(servers.length).toBeLessThanOrEqual(200)
          expect(problems.length).toBeLessThanOrEqual(1100)
          expect(dnsFacts({ servers, problems }).kubernetesTtlSeconds).toBeGreaterThanOrEqual(0)
        },
      ),
    )
    for (const hostile of ['{ ', '"\\', '. {\n', 'import a\n', '(a) {\nimport a\nimport a\n}\n. {\nimport a\n}\n']) {
      const startedAt = performance.now()
      readCorefile(hostile.repeat(Math.floor((256 * 1024) / hostile.length)))
      expect(performance.now() - startedAt).toBeLessThan(2000)
    }
  })
})

describe('the facts', () => {
  test('come from the server that answers for the cluster', () => {
    expect(dnsFacts(readCorefile(kubeadm))).toEqual({
      clusterDomain: 'cluster.local',
      kubernetesTtlSeconds: 30,
      cacheMaxSeconds: 30,
      cachesClusterNames: false,
      upstreams: ['/etc/resolv.conf'],
      source: 'corefile',
    })
  })

  test('know another cluster domain, a cache that holds the cluster’s names, and none', () => {
    const own = 'in-addr.arpa k8s.example:53 {\n kubernetes\n cache 12\n}\n.:53 {\n forward . 10.0.0.2 10.0.0.3\n}'
    expect(dnsFacts(readCorefile(own))).toEqual({
      clusterDomain: 'k8s.example',
      kubernetesTtlSeconds: 5,
      cacheMaxSeconds: 0,
      cachesClusterNames: true,
      upstreams: ['10.0.0.2', '10.0.0.3'],
      source: 'corefile',
    })
  })

  test.each([
    null,
    readCorefile(''),
    readCorefile('. {\n forward . 1.1.1.1\n}'),
    readCorefile('. {\n kubernetes 10.in-addr.arpa\n}'),
  ])('are assumed, and say so, without a Corefile that answers for a cluster: %#', (corefile) => {
    expect(dnsFacts(corefile, 'k8s.example')).toMatchObject({ clusterDomain: 'k8s.example', source: 'assumed' })
  })
})

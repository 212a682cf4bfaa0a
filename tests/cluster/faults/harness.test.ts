import { readFile } from 'node:fs/promises'
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { resolverFor } from '../../control-plane/dns-client'
import type { CertificateIdentity, Identity } from '../../control-plane/identities'
import { poll } from '../../control-plane/poll'
import { providedControlPlane } from '../../control-plane/provided-control-plane'

const controlPlane = providedControlPlane()
const { world, clusterDns } = controlPlane
const namespace = 'harness-test'
const serviceName = (name: string) => `${name}.${namespace}.svc.cluster.local`

async function kubectl(
  args: string[],
  identity: Identity | CertificateIdentity = 'admin',
  stdin?: string,
): Promise<string> {
  const { stdout, stderr, code } = await controlPlane.kubectl(args, {
    identity,
    ...(stdin === undefined ? {} : { stdin }),
  })
  if (code !== 0) throw new Error(`kubectl ${args.join(' ')}: ${stderr}`)
  return stdout.trim()
}

const createAlias = (name: string, target: string) =>
  kubectl(['create', 'service', 'externalname', name, '-n', namespace, '--external-name', target])
const cnameOf = (name: string) => resolverFor(clusterDns).resolveCname(serviceName(name))
const untilCnameIs = (name: string, target: string) =>
  poll(async () => (await cnameOf(name))[0] === target, { what: `${name} leads to ${target}`, timeoutMs: 20_000 })

beforeAll(async () => {
  await kubectl(['create', 'namespace', namespace])
  return async () => {
    await kubectl(['delete', 'namespace', namespace, '--wait=false'])
  }
})

afterEach(() => world.reset())

describe('identities', () => {
  const rights: [Identity, string, string, 'yes' | 'no'][] = [
    ['admin', 'delete namespaces', '', 'yes'],
    ['viewer', 'list services', '-A', 'yes'],
    ['viewer', 'watch services', '-A', 'yes'],
    ['viewer', 'patch services', '-n editor-home', 'no'],
    ['editor', 'patch services', '-n editor-home', 'yes'],
    ['editor', 'list services', '-n editor-home', 'yes'],
    ['editor', 'list services', '-A', 'no'],
    ['editor', 'get services', '-n default', 'no'],
    ['nobody', 'get services', '-n editor-home', 'no'],
    ['nobody', 'list namespaces', '-A', 'no'],
  ]
  test.each(rights)('%s may %s %s: %s', async (identity, action, where, answer) => {
    const { stdout } = await controlPlane.kubectl(
      ['auth', 'can-i', ...action.split(' '), ...where.split(' ').filter(Boolean)],
      {
        identity,
      },
    )
    expect(stdout.trim()).toBe(answer)
  })

  test('a client certificate names an administrator', async () => {
    const review = JSON.parse(await kubectl(['auth', 'whoami', '-o', 'json'], 'admin-certificate'))
    expect(review.status.userInfo).toMatchObject({
      username: 'admin-certificate',
      groups: ['system:masters', 'system:authenticated'],
    })
  })
})

describe('cluster DNS', () => {
  test('answers the CNAME of an alias, and the new one after a patch', async () => {
    await createAlias('moving', 'api-v1.backend.com')
    await untilCnameIs('moving', 'api-v1.backend.com')
    expect(await resolverFor(clusterDns).resolve4(serviceName('moving'))).toEqual(['203.0.113.11'])
    const patch = JSON.stringify({ spec: { externalName: 'api-v2.backend.com' } })
    await kubectl(['patch', 'service', 'moving', '-n', namespace, '--type=merge', '-p', patch])
    await untilCnameIs('moving', 'api-v2.backend.com')
    expect(await resolverFor(clusterDns).resolve4(serviceName('moving'))).toEqual(['203.0.113.12'])
  })

  test('hides a SERVFAIL of the outside behind an answer without addresses', async () => {
    await createAlias('failing', 'servfail.broken.example')
    await untilCnameIs('failing', 'servfail.broken.example')
    await expect(resolverFor(clusterDns).resolve4('servfail.broken.example')).rejects.toMatchObject({
      code: 'ESERVFAIL',
    })
    expect(await resolverFor(clusterDns).resolve4(serviceName('failing'))).toEqual([])
  })

  test('is described in the cluster as kubeadm does it', async () => {
    const corefile = await kubectl([
      'get',
      'configmap',
      'coredns',
      '-n',
      'kube-system',
      '-o',
      'jsonpath={.data.Corefile}',
    ])
    expect(corefile).toContain('kubernetes cluster.local in-addr.arpa ip6.arpa')
    expect(corefile).toContain(`forward . ${world.host}:${world.port}`)
    expect(await kubectl(['get', 'service', 'kube-dns', '-n', 'kube-system', '-o', 'jsonpath={.spec.clusterIP}'])).toBe(
      '10.96.0.10',
    )
  })
})

describe('the world outside', () => {
  const outside = resolverFor(world, 300)

  test('knows both colours of the blue-green example by different addresses', async () => {
    expect(await outside.resolve4('api-v1.backend.com')).toEqual(['203.0.113.11'])
    expect(await outside.resolve4('api-v2.backend.com')).toEqual(['203.0.113.12'])
    expect(await outside.resolve6('api-v1.backend.com')).not.toEqual(await outside.resolve6('api-v2.backend.com'))
  })

  const failures: [string, string][] = [
    ['never-heard-of.example.org', 'ENOTFOUND'],
    ['at-hop.broken.example', 'ENOTFOUND'],
    ['nodata.broken.example', 'ENODATA'],
    ['v6only.broken.example', 'ENODATA'],
    ['servfail.broken.example', 'ESERVFAIL'],
    ['bogus.broken.example', 'ESERVFAIL'],
    ['refused.broken.example', 'EREFUSED'],
    ['blocked.broken.example', 'EREFUSED'],
    ['timeout.broken.example', 'ETIMEOUT'],
  ]
  test.each(failures)('%s fails with %s', async (name, code) => {
    await expect(outside.resolve4(name)).rejects.toMatchObject({ code })
  })

  test('answers whole over TCP what is too large for UDP', async () => {
    expect(await outside.resolve4('many.broken.example')).toHaveLength(120)
  })

  test('changes while it runs and can be reset', async () => {
    await world.set('new.example', [{ type: 'CNAME', data: 'newer.example' }])
    await world.set('newer.example', [{ type: 'A', data: '203.0.113.200', ttlSeconds: 7 }])
    expect(await outside.resolve4('new.example', { ttl: true })).toEqual([{ address: '203.0.113.200', ttl: 7 }])
    await world.fail('newer.example', 'REFUSED')
    await expect(outside.resolve4('newer.example')).rejects.toMatchObject({ code: 'EREFUSED' })
    await world.reset()
    await expect(outside.resolve4('new.example')).rejects.toMatchObject({ code: 'ENOTFOUND' })
  })

  test('refuses a name that no zone can hold', async () => {
    await expect(world.set('two words.example', [])).rejects.toThrow('two words.example')
  })
})

describe('the node', () => {
  test('is called node-1 and makes a Pod placed on it Ready', async () => {
    expect(await kubectl(['get', 'nodes', '-o', 'jsonpath={.items[*].metadata.name}'])).toBe('node-1')
    const pod = {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'placed', namespace },
      spec: { nodeName: 'node-1', containers: [{ name: 'main', image: 'example/main:1' }] },
    }
    await kubectl(['create', '-f', '-'], 'admin', JSON.stringify(pod))
    await kubectl(['wait', '--for=condition=Ready', 'pod/placed', '-n', namespace, '--timeout=10s'])
    expect(await kubectl(['get', 'pod', 'placed', '-n', namespace, '-o', 'jsonpath={.status.phase}'])).toBe('Running')
  })

  test('gives the log of the DNS Pod', async () => {
    expect(await kubectl(['logs', '-n', 'kube-system', 'coredns-0'])).toContain('CoreDNS-1.15.0')
  })

  test('gives what the DNS logs later on, too', async () => {
    const asked = resolverFor(clusterDns, 15_000).resolve4('timeout.broken.example')
    await expect(asked).rejects.toThrow()
    await poll(
      async () => (await kubectl(['logs', '-n', 'kube-system', 'coredns-0'])).includes('timeout.broken.example'),
      {
        what: 'the error is in the log of the Pod',
        timeoutMs: 10_000,
      },
    )
  }, 30_000)
})

describe('the API server', () => {
  const askRaw = (path: string, seconds = 1) =>
    controlPlane.kubectl(['get', '--raw', path, `--request-timeout=${seconds}s`])

  test('hangs while it is paused and answers after', async () => {
    await controlPlane.pauseApiServer()
    const hanging = await askRaw('/readyz')
    await controlPlane.resumeApiServer()
    expect(hanging.code).not.toBe(0)
    await poll(async () => (await askRaw('/readyz', 5)).stdout === 'ok', {
      what: 'the API server answers again',
      timeoutMs: 10_000,
    })
  })

  test('is gone after a kill, and back at the same place with the same data after a restart', async () => {
    await createAlias('kept', 'api.stripe.com')
    await controlPlane.killApiServer()
    const refused = await askRaw('/readyz')
    await controlPlane.restartApiServer()
    expect(refused.stderr).toContain('refused')
    expect(await kubectl(['get', 'service', 'kept', '-n', namespace, '-o', 'jsonpath={.spec.externalName}'])).toBe(
      'api.stripe.com',
    )
  })

  test('answers 410 to an old resourceVersion once those are expired', async () => {
    const before = await kubectl([
      'get',
      'service',
      'kubernetes',
      '-n',
      'default',
      '-o',
      'jsonpath={.metadata.resourceVersion}',
    ])
    await createAlias('later', 'api.stripe.com')
    await controlPlane.expireResourceVersions()
    const events = await askRaw(`/api/v1/services?watch=1&resourceVersion=${before}&timeoutSeconds=1`, 10)
    expect(`${events.stdout}${events.stderr}`).toMatch(/"code":410|too old resource version/)
  })

  test('keeps an audit log of what the test identities asked', async () => {
    await controlPlane.kubectl(['get', 'services', '-n', 'editor-home'], { identity: 'editor' })
    const lines = (await readFile(controlPlane.auditLogPath, 'utf8')).trim().split('\n')
    const asked = lines
      .map((line) => JSON.parse(line))
      .filter(({ user, verb }) => user.username === 'editor' && verb === 'list')
    expect(asked.at(-1)).toMatchObject({
      objectRef: { resource: 'services', namespace: 'editor-home' },
      responseStatus: { code: 200 },
    })
  })
})

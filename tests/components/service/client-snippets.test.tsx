import { describe, expect, it } from 'vitest'
import { clientSnippets } from '@/components/service/client-snippets'
import { makeRow } from '../../lib/client/rows'

const base = { namespace: 'storefront', name: 'orders-db', serviceName: 'orders-db.storefront.svc.cluster.local' }
const of = (port: number | null, name: string | null, target = 'db.example.com') =>
  clientSnippets(makeRow({ ...base, target, ports: port === null ? [] : [{ name, port, protocol: 'TCP' }] }))

describe('the snippets for clients', () => {
  it.each([
    [5432, null, 'psql', '--host orders-db.storefront.svc.cluster.local'],
    [15432, 'postgres', 'psql', '--port 15432'],
    [3306, null, 'mysql', '--port 3306'],
    [6379, null, 'redis-cli', '--sni db.example.com'],
    [27017, null, 'mongosh', 'mongodb://orders-db.storefront.svc.cluster.local:27017/'],
    [443, null, 'curl', 'https://db.example.com/'],
    [8443, 'https', 'curl', 'https://db.example.com:8443/'],
    [80, 'http', 'curl', 'http://db.example.com/'],
  ])('fit port %i named %s: %s', (port, name, client, part) => {
    const [first] = of(port, name)
    expect(first.name).toBe(client)
    expect(first.text).toContain(part)
  })

  it('connect to the alias and ask for the name of the target', () => {
    expect(of(443, 'https')[0].text).toContain(
      '--connect-to db.example.com:443:orders-db.storefront.svc.cluster.local:443',
    )
  })

  it('give the environment and a pod where no port says what speaks', () => {
    expect(of(null, null).map(({ name }) => name)).toEqual(['env', 'pod'])
    expect(of(9000, 'grpc')[0].text).toBe(
      '- name: ORDERS_DB_HOST\n  value: "orders-db.storefront.svc.cluster.local"\n- name: ORDERS_DB_PORT\n  value: "9000"',
    )
  })

  it('quote a hostile target as one word', () => {
    expect(of(443, null, "x'; rm -rf /")[0].text).toContain(`'https://x'\\''; rm -rf //'`)
  })
})

import { describe, expect, test } from 'vitest'
import { portOfWord, wellKnownPort } from '@/lib/domain/protocol/well-known-port'

const everyPort = Array.from({ length: 65_535 }, (_, index) => index + 1)

describe('wellKnownPort', () => {
  test.each([
    [5432, 'postgres', 'postgres'],
    [3306, 'mysql', 'mysql'],
    [6379, 'redis', 'redis'],
    [27_017, 'mongodb', 'mongodb'],
    [5671, 'amqps', 'amqp'],
    [9092, 'kafka', 'kafka'],
    [443, 'https', 'https'],
    [80, 'http', 'http'],
    [1433, 'mssql', 'tcp'],
  ])('knows what listens at %i', (port, name, protocol) => {
    expect(wellKnownPort(port)).toEqual({ name, protocol })
  })

  test('gives only names that Kubernetes takes for a port (IANA service names, RFC 6335 §5.1)', () => {
    for (const port of everyPort) {
      const known = wellKnownPort(port)
      if (known !== null) expect(known.name).toMatch(/^(?=.{1,15}$)(?=.*[a-z])[a-z0-9]+(-[a-z0-9]+)*$/)
    }
  })

  test('says nothing of other ports', () => {
    expect(wellKnownPort(12_345)).toBeNull()
  })
})

describe('portOfWord', () => {
  test.each([
    ['postgres-external', 5432, 'postgres'],
    ['Orders-PGSQL', 5432, 'pgsql'],
    ['rabbitmq', 5672, 'rabbit'],
    ['valkey', 6379, 'valkey'],
  ])('reads %s', (name, port, word) => expect(portOfWord(name)).toEqual({ port, word }))

  test('reads nothing from a name without such a word', () => expect(portOfWord('payments')).toBeNull())
})

import { describe, expect, test } from 'vitest'
import type { UseCase } from '@/lib/domain/alias/use-case'
import { findProvider } from '@/lib/domain/provider/find-provider'
import { suggestPorts } from '@/lib/domain/provider/suggest-ports'

const suggest = (target: string, name: string | null = null, useCase: UseCase = 'other') =>
  suggestPorts({ target, name, provider: findProvider(target), useCase })
const rds = 'mydb.abc123.us-east-1.rds.amazonaws.com'

describe('suggestPorts', () => {
  test('takes the port of the provider before any word', () => {
    expect(suggest('redis.abc.execute-api.us-east-1.amazonaws.com', 'mysql')).toEqual({
      ports: [{ name: 'https', port: 443, protocol: 'TCP' }],
      because: 'AWS API Gateway listens at 443.',
    })
  })

  test('reads the engine of a provider with several from the name of the alias, then from the target', () => {
    expect(suggest(rds, 'orders-mysql').ports).toEqual([{ name: 'mysql', port: 3306, protocol: 'TCP' }])
    expect(suggest(`postgres-${rds}`, 'orders')).toEqual({
      ports: [{ name: 'postgres', port: 5432, protocol: 'TCP' }],
      because: 'Its target has the word "postgres".',
    })
  })

  test('says that the engine decides where no word tells', () => {
    expect(suggest(rds, 'orders')).toEqual({
      ports: [],
      because: 'AWS RDS: its names do not tell the port, the engine decides.',
    })
  })

  test('takes HTTPS for the API of a third party, and nothing for what is unknown', () => {
    expect(suggest('api.partner.example', null, 'third-party-api').ports.map(({ port }) => port)).toEqual([443])
    expect(suggest('erp.legacy.internal', null, 'legacy').ports).toEqual([])
  })
})

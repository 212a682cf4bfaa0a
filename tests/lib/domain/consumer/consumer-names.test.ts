import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ScannedField } from '@/lib/domain/consumer/consumer'
import { consumerNames } from '@/lib/domain/consumer/consumer-names'

const target = 'orders-7f3.eu-west-1.rds.amazonaws.com'
const names = consumerNames(
  [
    { namespace: 'shop', name: 'my-db', target },
    { namespace: 'shop', name: 'my-db-2', target: 'other.example.com' },
    { namespace: 'pay', name: 'my-db', target: null },
  ],
  'cluster.local',
)

const found = (value: string, given: Partial<ScannedField> = {}, namespace = 'shop') =>
  names
    .references({ field: 'f', container: null, key: null, isHost: false, value, ...given }, namespace)
    .map(({ alias, relation, certainty, text }) => `${alias} ${relation} ${certainty} ${text}`)

describe('a consumer names an alias', () => {
  it.each([
    ['my-db', 'DB_HOST', ['shop/my-db names likely my-db']],
    ['my-db', 'APP_NAME', ['shop/my-db names possible my-db']],
    ['my-db', 'STOCK', ['shop/my-db names likely my-db']],
    ['my-db', 'CLUSTER_ADDR', ['shop/my-db names likely my-db']],
    ['my-db', null, ['shop/my-db names possible my-db']],
    ['postgres://u:p@my-db:5432/orders', 'DB', ['shop/my-db names likely my-db:5432']],
    [
      'jdbc:postgresql://my-db,my-db-2/orders',
      null,
      ['shop/my-db names likely my-db', 'shop/my-db-2 names likely my-db-2'],
    ],
    ['jdbc:oracle:thin:@my-db:1521:ORCL', null, ['shop/my-db names likely my-db:1521']],
    ['host=my-db port=5432 dbname=x', null, ['shop/my-db names likely my-db']],
    ['Server=tcp:my-db,1433;Database=x', null, []],
    ['--db-host=my-db', null, ['shop/my-db names likely my-db']],
    ['psql --host my-db -c x', null, ['shop/my-db names likely my-db']],
    ['a:9092,my-db:9092', null, ['shop/my-db names likely my-db:9092']],
    ['kafka-0.example.com:9092, my-db', 'X', ['shop/my-db names likely my-db']],
    ['{"host": "my-db", "n": 1}', null, ['shop/my-db names likely my-db']],
    ['database:\n  host: my-db\n', null, ['shop/my-db names likely my-db']],
    ['my-db.pay', 'DB_HOST', ['pay/my-db names certain my-db.pay']],
    ['http://my-db.pay.svc/x', null, ['pay/my-db names certain my-db.pay.svc']],
    ['see my-db.pay.svc.cluster.local.', null, ['pay/my-db names likely my-db.pay.svc.cluster.local']],
    ['MY-DB.Pay.SVC.cluster.local:80', null, ['pay/my-db names certain MY-DB.Pay.SVC.cluster.local:80']],
    ['http://x/?to=https%3A%2F%2Fmy-db%2Fy', null, ['shop/my-db names likely my-db']],
    [`https://${target}:5432/`, null, [`shop/my-db bypasses certain ${target}:5432`]],
    [`# was ${target} once`, null, [`shop/my-db bypasses likely ${target}`]],
  ])('%s (%s)', (value, key, expected) => {
    expect(found(value, { key })).toEqual(expected)
  })

  it.each([
    'my-db in a sentence',
    'my-dbs',
    'old.my-db:80',
    'http://my-db.example.com',
    'http://not-my-db',
    'http://my-db_2',
    'http://my-dbü',
    'http://ümy-db',
    'NO_PROXY=.my-db',
    'http://my-db.other.svc.cluster.local',
    'http://my-db.pay.svc.other.domain',
    `https://x.${target}`,
    `https://${target}.evil.example`,
  ])('not by %s', (value) => {
    expect(found(value)).toEqual([])
  })

  it('in another namespace by its bare name only the alias of that namespace', () => {
    expect(found('http://my-db', {}, 'pay')).toEqual(['pay/my-db names likely my-db'])
    expect(found('http://my-db-2', {}, 'pay')).toEqual([])
    expect(found('my-db', { isHost: true, namespace: 'pay' })).toEqual(['pay/my-db names certain my-db'])
  })

  it('once for each way it stands in a field, the surest one', () => {
    expect(found(`${target} and https://${target} and ${target}`)).toEqual([`shop/my-db bypasses certain ${target}`])
  })
})

const label = fc.stringMatching(/^[a-z]([-a-z0-9]{0,8}[a-z0-9])?$/)
const joint = fc.constantFrom('-', '.', '_', '', '--', '0')

describe('label boundaries', () => {
  it('hold for every name, whatever is put before or behind it', () => {
    fc.assert(
      fc.property(label, label, joint, fc.boolean(), (name, other, between, isBefore) => {
        const longer = isBefore ? `${other}${between}${name}` : `${name}${between}${other}`
        const own = consumerNames([{ namespace: 'n', name, target: null }], 'cluster.local')
        const field = { field: 'f', container: null, key: 'HOST', isHost: false }
        const references = own.references({ ...field, value: `http://${longer}/` }, 'n')
        // `name.n` is the one longer name that is another way to write it.
        const isSame = longer === name || longer === `${name}.n` || longer === `${name}.n.svc`
        expect(references.length).toBe(isSame ? 1 : 0)
      }),
    )
  })

  it('find the name in every text that sets it apart', () => {
    const apart = fc.constantFrom(' ', '"', "'", '\n', ',', ';', '(', ')', '=', '|', '/', '?', '&', '<', '>')
    fc.assert(
      fc.property(label, apart, apart, fc.string(), fc.string(), (name, left, right, before, after) => {
        const full = `${name}.n.svc`
        const own = consumerNames([{ namespace: 'n', name, target: null }], 'cluster.local')
        const value = `${before}${left}${full}${right}${after}`
        const references = own.references({ field: 'f', container: null, key: null, isHost: false, value }, 'other')
        expect(references.map(({ alias }) => alias)).toEqual([`n/${name}`])
      }),
    )
  })

  it('never take more of a value than the name and its port', () => {
    fc.assert(
      fc.property(label, fc.string(), fc.string(), (name, before, after) => {
        const own = consumerNames([{ namespace: 'n', name, target: null }], 'cluster.local')
        const value = `${before} http://${name}/${after}`
        for (const { text } of own.references({ field: 'f', container: null, key: null, isHost: false, value }, 'n'))
          expect(text).toMatch(/^[A-Za-z0-9.-]+(:\d{1,5})?$/)
      }),
    )
  })
})

import { describe, expect, it, vi } from 'vitest'
import { exportList } from '@/components/inventory/export/export-list'
import { csvCell, listCsv } from '@/components/inventory/export/list-csv'
import { listJson } from '@/components/inventory/export/list-json'
import { makeBrokenRow, makePage, makeRow } from '../../lib/client/rows'
import { startConsoleServer } from '../console-server'

describe('csvCell', () => {
  it.each([
    ['orders', 'orders'],
    ['a,b', '"a,b"'],
    ['say "no"', '"say ""no"""'],
    ['=HYPERLINK("http://x")', '"\'=HYPERLINK(""http://x"")"'],
    ['+1', '"\'+1"'],
    ['-1', '"\'-1"'],
    ['@SUM(A1)', '"\'@SUM(A1)"'],
    ['\tx', '"\'\\u{9}x"'],
    ['\r=x', '"\'\\u{d}=x"'],
    ['a\nb', 'a\\u{a}b'],
    ['\u202eevil', '\\u{202e}evil'],
    [null, ''],
    [-5, '-5'],
  ])('writes %j as %s: nothing that a spreadsheet would run, nothing that hides', (value, cell) => {
    expect(csvCell(value)).toBe(cell)
  })
})

describe('an export', () => {
  const rows = [
    makeBrokenRow({ name: 'api', namespace: 'shop', ttlSeconds: null, ttlHighestSeconds: null }),
    makeRow({ name: 'db', addresses: ['10.0.0.1', '10.0.0.2'], owner: { value: '=cmd|x', source: 'owner' } }),
  ]

  it('as CSV has the shown columns under their headers, in order, one line per row', () => {
    expect(listCsv(rows, ['namespace', 'leads', 'ttl', 'owner'])).toBe(
      'Severity,Name,Namespace,Leads to,TTL s,"TTL s, highest",Owner\r\n' +
        'critical,api,shop,"NXDOMAIN, no such name",,,orders-team\r\n' +
        'ok,db,orders,10.0.0.1 10.0.0.2,3,5,"\'=cmd|x"\r\n',
    )
  })

  it('as JSON says what the API says for the shown columns', () => {
    expect(JSON.parse(listJson(rows, ['owner', 'ttl']))).toEqual([
      {
        severity: 'critical',
        name: 'api',
        owner: { value: 'orders-team', source: 'a8r.io/owner' },
        ttlSeconds: null,
        ttlHighestSeconds: null,
      },
      { severity: 'ok', name: 'db', owner: { value: '=cmd|x', source: 'owner' }, ttlSeconds: 3, ttlHighestSeconds: 5 },
    ])
  })

  it('holds all matching rows, those beyond the first window too, each once', async () => {
    const saved = catchFile()
    const all = Array.from({ length: 501 }, (_, index) => makeRow({ name: `n${index}` }))
    let asked = 0
    await startConsoleServer({
      'GET /services': () => {
        asked += 1
        // The last row of the first window moved into the second while it was read.
        return { body: makePage(asked === 1 ? all.slice(0, 500) : all.slice(499), { total: 501 }) }
      },
    })
    const done = await exportList({ filters: { sort: 'name' }, columns: [], format: 'csv', only: null })
    expect(done).toEqual({ rows: 501, beyond: null })
    const lines = (await saved()).text.trim().split('\r\n')
    expect(new Set(lines).size).toBe(502)
  })

  it('of selected rows holds only these, in the order of the list', async () => {
    const saved = catchFile()
    await startConsoleServer({ 'GET /services': () => ({ body: makePage(rows) }) })
    await exportList({ filters: { sort: 'name' }, columns: [], format: 'json', only: new Set(['prod/orders/db']) })
    const { name, text } = await saved()
    expect(JSON.parse(text)).toEqual([{ severity: 'ok', name: 'db' }])
    expect(name).toMatch(/^aliases-\d{4}-\d\d-\d\d\.json$/)
  })
})

/** What the browser would be given to keep. */
function catchFile(): () => Promise<{ name: string; text: string }> {
  let blob = new Blob()
  let name = ''
  vi.stubGlobal(
    'URL',
    Object.assign(URL, {
      revokeObjectURL: () => undefined,
      createObjectURL: (made: Blob) => {
        blob = made
        return 'blob:made'
      },
    }),
  )
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
    name = this.download
  })
  const read = () =>
    new Promise<string>((resolve) => {
      const reader = new FileReader()
      reader.onload = () => resolve(String(reader.result))
      reader.readAsText(blob)
    })
  return async () => ({ name, text: await read() })
}

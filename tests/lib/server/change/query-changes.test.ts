import { describe, expect, test } from 'vitest'
import { type ChangesQuery, type ChangeView, changesQuerySchema } from '@/lib/contract/changes'
import { changeView } from '@/lib/server/change/change-view'
import { queryChanges } from '@/lib/server/change/query-changes'
import { changeEntry, changeId } from '../../domain/change/change-entries.ts'

const nowMs = Date.UTC(2026, 10, 23, 13, 0, 0)

function change(number: number, name: string, members: Partial<ChangeView> = {}): ChangeView {
  return { ...changeView(changeEntry(number), { cluster: 'one', namespace: 'shop', name }), ...members }
}

const changes = [
  change(1, 'db', { state: 'failed', overrides: [{ code: 'frozen', reason: 'there was no other way', until: null }] }),
  change(2, 'db', { kind: 'outside', state: 'observed-live', by: 'argocd-controller' }),
  change(3, 'api', { state: 'soaking', reason: 'Failover Drill' }),
  change(4, 'api', { state: 'verifying', by: 'grace' }),
  change(5, 'old', { at: '2026-11-01T00:00:00.000Z', state: 'undone' }),
]

const ask = (query: Partial<Record<keyof ChangesQuery, unknown>> = {}) =>
  queryChanges(changes, changesQuerySchema.parse(query), {
    nowMs,
    environmentOf: ({ name }) => (name === 'api' ? 'production' : null),
  })
const numbers = (query: Parameters<typeof ask>[0]) =>
  ask(query).items.map(({ id }) => Number.parseInt(id.slice(-2), 16))

describe('the list of changes', () => {
  test('is newest first, in a window of the whole', () => {
    expect(numbers({})).toEqual([4, 3, 2, 1, 5])
    const page = ask({ offset: 1, limit: 2 })
    expect(page.items.map(({ id }) => id)).toEqual([changeId(3), changeId(2)])
    expect(page).toMatchObject({ total: 5, offset: 1 })
  })

  test.each<[string, Parameters<typeof ask>[0], number[]]>([
    ['a name', { name: 'db' }, [2, 1]],
    ['two values of one filter', { by: ['grace', 'argocd-controller'] }, [4, 2]],
    ['what it is not', { kind: '!outside', name: '!old' }, [4, 3, 1]],
    ['a state', { state: 'soaking' }, [3]],
    ['the environment of a Service', { environment: 'production' }, [4, 3]],
    ['no environment', { environment: 'none' }, [2, 1, 5]],
    ['how it stands', { standing: 'in-flight' }, [4]],
    ['a check that was overridden', { standing: 'overridden' }, [1]],
    ['a span of time', { within: '24h' }, [4, 3, 2, 1]],
    ['words of the reason, in any case', { q: 'drill API' }, [3]],
    ['a part of the id', { q: changeId(5) }, [5]],
    ['nothing that is there', { namespace: 'bank' }, []],
  ])('is filtered by %s', (_, query, expected) => {
    expect(numbers(query)).toEqual(expected)
  })

  test('counts for each filter what the others let through', () => {
    const { facets, standings } = ask({ name: 'db' })
    expect(facets.name).toEqual({ api: 2, db: 2, old: 1 })
    expect(facets.kind).toEqual({ outside: 1, switch: 1 })
    expect(facets.environment).toEqual({ none: 2 })
    expect(standings).toEqual({ 'in-flight': 0, soaking: 0, failed: 1, outside: 1, overridden: 1 })
    expect(ask({ standing: 'soaking' }).standings['in-flight']).toBe(1)
  })

  test('says how many each of the last 30 days had, whatever the span, and how many of them went wrong', () => {
    const { days } = ask({ within: '1h' })
    expect(days).toHaveLength(30)
    expect(days.at(-1)).toEqual({ all: 4, bad: 1 })
    expect(days.at(-23)).toEqual({ all: 1, bad: 1 })
    expect(days.reduce((sum, { all }) => sum + all, 0)).toBe(5)
  })
})

import type { ReviewItem, ReviewsPage } from '@/lib/contract/reviews'
import { makeRow } from '../../lib/client/rows'

const dayMs = 86_400_000

/** A time so many days from now. */
export const inDays = (days: number) => new Date(Date.now() + days * dayMs).toISOString()

export const sampleDecision = (
  over: Partial<NonNullable<ReviewItem['last']>> = {},
): NonNullable<ReviewItem['last']> => ({
  ...{ id: 'd-1', uid: 'orders/orders-db', at: inDays(-94), by: 'ada', decision: 'confirm', reason: null },
  ...{ newOwner: null, hash: 'b'.repeat(64), until: inDays(-4) },
  subject: {
    type: 'ExternalName',
    target: 'old-db.abc123.us-east-1.rds.amazonaws.com',
    ports: [],
    owner: 'orders-team',
  },
  ...over,
})

export function sampleItem(over: Partial<ReviewItem> = {}): ReviewItem {
  const { name = 'orders-db', namespace = 'orders' } = over
  const row = makeRow({ name, namespace })
  const { cluster, uid, type, target, ports, owner, environment, severity, changedAt, changedBy, verdict } = row
  return {
    ...{ cluster, namespace, name, uid, type, target, ports, owner, environment, severity, changedAt, changedBy },
    verdict: { severity: verdict.severity, summary: verdict.summary },
    ...{
      contacts: [{ text: '#orders', href: null }],
      team: 'orders',
      state: 'never-reviewed',
      dueAt: null,
      hash: 'a'.repeat(64),
      holdsUntil: inDays(90),
    },
    ...{ last: null, previous: null, isUnchanged: false, changes: [], remade: null, damaged: null, lastChange: null },
    health: { since: inDays(-2), troubles: 0, lastTroubleAt: null },
    consumers: { names: 4, bypasses: 0, unread: null },
    ...{ findings: [], maySign: true },
    ...over,
  }
}

/** One that is as it was when it was last signed off. */
export const unchangedItem = (name: string, over: Partial<ReviewItem> = {}) =>
  sampleItem({
    ...{ name, state: 'overdue', dueAt: inDays(-1), isUnchanged: true, previous: `p-${name}` },
    last: sampleDecision({ id: `p-${name}`, hash: 'a'.repeat(64) }),
    ...over,
  })

export function samplePage(items: ReviewItem[], over: Partial<ReviewsPage> = {}): ReviewsPage {
  return {
    items,
    ...{ total: items.length, offset: 0, queue: 'mine' },
    counts: { mine: items.length, open: 9, overdue: 2, done: 3, all: 12 },
    teams: [
      {
        ...{ team: 'orders', isKnown: true, isMine: true, total: 8, done: 5, changed: 1, overdue: 2 },
        contacts: [{ text: 'https://chat.example.com/orders', href: 'https://chat.example.com/orders' }],
      },
      { team: null, isKnown: false, isMine: false, total: 4, done: 4, changed: 0, overdue: 0, contacts: [] },
    ],
    ...{ hasDirectory: true, unknownOwners: [], damaged: [], damagedTotal: 0, partial: [] },
    cadence: { days: 90, environments: { development: 180 }, noticeDays: 14, followUpDays: 30 },
    viewer: { user: 'ada', teams: ['orders'] },
    ...over,
  }
}
